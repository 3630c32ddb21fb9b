import CSQLite

/// A thin safe layer over one SQLite connection: statements with bound values, transactions, typed columns.
///
/// It is used by one thread at a time; `Journal` guards it.
@safe
final class SQLite {
    /// A value that is bound or read.
    enum Value: Hashable {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)
    }

    private let handle: OpaquePointer
    private var statements: [String: Statement] = [:]

    /// Once a process; where another user of SQLite came first it is refused, and nothing is lost but memory.
    private static let pageReserve = vigie_sqlite_keep_no_pages()

    /// Opens a file, made with mode 0600, or `:memory:`.
    init(path: String) throws(JournalError) {
        _ = Self.pageReserve
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let database = unsafe opened else {
            let reason = unsafe String(cString: sqlite3_errstr(code))
            unsafe sqlite3_close(opened)
            throw JournalError(code: code, message: "The journal \(path) cannot be opened: \(reason).")
        }
        unsafe handle = database
        // Another program that reads or copies the file holds it for moments; that is no reason to give the file up.
        unsafe sqlite3_busy_timeout(handle, 10_000)
    }

    deinit {
        statements.removeAll()
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements that return nothing and take no values.
    func execute(_ sql: String) throws(JournalError) {
        try check(unsafe sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// Runs one statement and returns its rows.
    @discardableResult
    func run(_ sql: String, _ values: [Value] = []) throws(JournalError) -> [[Value]] {
        let statement = try prepared(sql)
        defer { statement.reset() }
        for (index, value) in values.enumerated() {
            try check(statement.bind(value, at: Int32(index + 1)))
        }
        var rows: [[Value]] = []
        while true {
            let code = statement.step()
            guard code == SQLITE_ROW else {
                if code != SQLITE_DONE { try check(code) }
                return rows
            }
            rows.append(statement.row)
        }
    }

    /// Runs `body` in one transaction: all of it is on stable storage when this returns, or none of it.
    func transaction<Result>(_ body: () throws(JournalError) -> Result) throws(JournalError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do throws(JournalError) {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            if unsafe sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    private func prepared(_ sql: String) throws(JournalError) -> Statement {
        if let statement = statements[sql] { return statement }
        var pointer: OpaquePointer?
        try check(unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil))
        guard let pointer = unsafe pointer else {
            throw JournalError(code: SQLITE_MISUSE, message: "An empty statement.")
        }
        let statement = unsafe Statement(pointer)
        statements[sql] = statement
        return statement
    }

    private func check(_ code: Int32) throws(JournalError) {
        guard code != SQLITE_OK else { return }
        throw JournalError(code: code, message: unsafe String(cString: sqlite3_errmsg(handle)))
    }
}

/// One prepared statement.
@safe
private final class Statement {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        unsafe self.handle = handle
    }

    deinit {
        unsafe sqlite3_finalize(handle)
    }

    func bind(_ value: SQLite.Value, at index: Int32) -> Int32 {
        switch value {
        case .null: return unsafe sqlite3_bind_null(handle, index)
        case .integer(let integer): return unsafe sqlite3_bind_int64(handle, index, integer)
        case .real(let real): return unsafe sqlite3_bind_double(handle, index, real)
        case .text(let text):
            let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            return unsafe sqlite3_bind_text(handle, index, text, Int32(clamping: text.utf8.count), transient)
        }
    }

    func step() -> Int32 { unsafe sqlite3_step(handle) }

    func reset() {
        unsafe sqlite3_reset(handle)
        unsafe sqlite3_clear_bindings(handle)
    }

    private func text(at index: Int32) -> String {
        guard let bytes = unsafe sqlite3_column_text(handle, index) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(handle, index))
        return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    var row: [SQLite.Value] {
        let count = unsafe sqlite3_column_count(handle)
        return (0..<count).map { index in
            switch unsafe sqlite3_column_type(handle, index) {
            case SQLITE_INTEGER: .integer(unsafe sqlite3_column_int64(handle, index))
            case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(handle, index))
            case SQLITE_TEXT: .text(text(at: index))
            default: .null
            }
        }
    }
}

extension SQLite.Value {
    var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    var real: Double? {
        switch self {
        case .real(let value): value
        case .integer(let value): Double(value)
        case .null, .text: nil
        }
    }

    var text: String? {
        if case .text(let value) = self { value } else { nil }
    }

    init(_ number: UInt64) {
        self = .integer(Int64(bitPattern: number))
    }

    /// A number stored by `init(_: UInt64)`.
    var unsigned: UInt64? { integer.map { UInt64(bitPattern: $0) } }

    init(_ value: Double?) {
        self = value.map { .real($0) } ?? .null
    }
}

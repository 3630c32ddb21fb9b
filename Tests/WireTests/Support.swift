import Health
import Wire

/// The refusal of a text as a line or as a message; nil when it is accepted.
func refusal(_ bytes: some Collection<UInt8>) -> LineError? {
    do throws(LineError) {
        _ = try Line(parsing: bytes)
        return nil
    } catch {
        return error
    }
}

func refusal(client text: String) -> LineError? {
    do throws(LineError) {
        _ = try ClientMessage(try Line(parsing: text.utf8))
        return nil
    } catch {
        return error
    }
}

func refusal(server text: String) -> LineError? {
    do throws(LineError) {
        _ = try ServerMessage(try Line(parsing: text.utf8))
        return nil
    } catch {
        return error
    }
}

let noon = Timestamp(milliseconds: 1_795_521_600_000)

/// Whether two lines hold the same bytes; `==` of strings would call different normal forms the same.
func isSame(_ left: Line, _ right: Line) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8) && left.verb == right.verb && left.words == right.words
        && left.fields.count == right.fields.count
        && zip(left.fields, right.fields).allSatisfy {
            $0.key == $1.key && $0.value.utf8.elementsEqual($1.value.utf8)
        }
}

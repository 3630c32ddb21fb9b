import Testing

/// The real programs as processes, with a real desk: each test runs in a lab of its own.
///
/// One at a time, because each of them starts several processes.
@Suite(.serialized, .timeLimit(.minutes(TestLength.isLong ? 240 : 2)))
enum EndToEndTests {}

import Health

/// 2026-11-23T12:00:00Z.
let noon = Timestamp(seconds: 1_795_435_200)

/// A moment so many seconds after the machine started at noon.
func moment(_ uptime: Double) -> Moment {
    Moment(time: noon.advanced(by: uptime), uptime: uptime, boot: "b0a7")
}

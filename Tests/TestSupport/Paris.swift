package import Health

/// Central European time in 2026: summer from 29 March to 25 October, at one o'clock UTC.
package let paris = Zone { time in
    let summer = Timestamp(seconds: 1_774_746_000)..<Timestamp(seconds: 1_792_890_000)
    return summer.contains(time) ? 7200 : 3600
}

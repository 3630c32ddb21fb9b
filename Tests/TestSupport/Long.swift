import Glibc

/// Whether the tests are to be thorough: `VIGIE_TEST=long`.
package let isLong = unsafe getenv("VIGIE_TEST").map { unsafe String(cString: $0) } == "long"

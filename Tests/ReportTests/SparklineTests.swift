import Report
import Testing

struct SparklineTests {
    @Test(
        arguments: [
            ([], ""), ([5], "▁"), ([5, 5], "▁▁"), ([0, 7], "▁█"), ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"),
            ([9, 3], "█▁"),
            ([-1e300, 1e300], "▁█"),
        ] as [([Double], String)]
    )
    func lowToHigh(values: [Double], text: String) {
        #expect(Sparkline.text(values) == text)
    }

    @Test(arguments: [Double.infinity, -.infinity])
    func whatIsNoNumberHasNoLine(value: Double) {
        #expect(Sparkline.text([0, value]) == "")
    }
}

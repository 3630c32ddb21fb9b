/// A row of blocks that shows how a value moved.
package enum Sparkline {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// One block for each value, from the lowest to the highest of them; empty without values, low where nothing moved.
    package static func text(_ values: [Double]) -> String {
        guard let low = values.min(), let high = values.max(), (high - low).isFinite else { return "" }
        let step = (high - low) / Double(blocks.count - 1)
        return String(values.map { blocks[step > 0 ? min(Int(($0 - low) / step), blocks.count - 1) : 0] })
    }
}

import Hummingbird
import NIOCore

/// Style sheets, scripts and pictures: part of the program, and the same for as long as their name is.
struct AssetFiles {
    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.asset("name").pattern)) { _, context in
            guard let asset = Assets.asset(at: try context.parameter("name")) else { throw PageError.unknownPage }
            return Response(
                status: .ok,
                headers: [.contentType: asset.contentType, .cacheControl: "public, max-age=31536000, immutable"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes))
            )
        }
    }
}

import WinbackCore
import WinbackGateways

/// Which gateway sends on a channel here.
extension Session {
  /// The name of the gateway for `channel`, which must exist.
  func gatewayName(of channel: Channel) throws -> String {
    let name = settings.channels[channel]?.gateway ?? ""
    // A channel that is not set up makes everybody excluded, which says more than a missing gateway.
    guard name.isEmpty || Gateways.names.contains(name) else {
      throw BatchError.noGateway(name, channel)
    }
    return name
  }
}

package org.bascule.bridge.session;

import org.bascule.bridge.Check;
import org.bascule.bridge.HostEnd;
import org.bascule.bridge.HostIdentity;
import org.bascule.protocol.HostAbi;
import org.bascule.spi.Abi;
import org.bascule.transport.Finding;
import org.bascule.transport.HostExit;
import org.bascule.transport.HostFacts;

/** What the transport says of hosts, in the words of the API. */
final class HostViews {
  private HostViews() {}

  static HostIdentity identity(HostFacts facts) {
    return new HostIdentity(
        facts.abi() == HostAbi.X86 ? Abi.X86 : Abi.X64,
        facts.processId(),
        facts.windowsProcessId(),
        facts.loader(),
        facts.wineVersion(),
        facts.prefix(),
        facts.hostVersion());
  }

  static HostEnd end(HostExit exit) {
    return new HostEnd(exit.asked(), exit.exitStatus(), exit.reason());
  }

  static Check check(Finding finding) {
    return new Check(finding.subject(), finding.passed(), finding.finding(), finding.remedy());
  }
}

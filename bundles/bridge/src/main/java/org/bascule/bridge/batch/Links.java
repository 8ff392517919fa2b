package org.bascule.bridge.batch;

import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.call.BatchLink;
import org.bascule.bridge.plan.ArgumentStep;

/** Which results go where. */
final class Links {
  private Links() {}

  /**
   * Those of some calls.
   *
   * @throws org.bascule.error.SignatureException if a result cannot be what it is meant for
   */
  static List<BatchLink> of(List<Prepared> calls) {
    List<BatchLink> links = new ArrayList<>();
    for (Prepared to : calls) {
      for (int i = 0; i < to.linked().length; i++) {
        if (to.linked()[i]) {
          links.add(link(calls, to, i));
        }
      }
    }
    return links;
  }

  private static BatchLink link(List<Prepared> calls, Prepared to, int argument) {
    Prepared from = calls.get(((RecordedCall.Result) to.taken()[argument]).call().index());
    ArgumentStep step = to.parts().plan().arguments().get(argument);
    Whole result = from.result();
    Whole wanted =
        step instanceof ArgumentStep.ByValue ? null : Whole.of(step.marshaller().layout());
    if (result == null || wanted == null || !result.fits(wanted)) {
      throw BatchMistakes.noLink(from, to, argument);
    }
    if (mayBeLength(to, step)) {
      throw BatchMistakes.length(from, to, argument);
    }
    return new BatchLink(
        from.call().index(),
        to.call().index(),
        step.slot(),
        step.slots(),
        result.bytes(),
        result.signed(),
        result.floating());
  }

  /** How much memory there is behind a pointer must be known before anything is sent. */
  private static boolean mayBeLength(Prepared to, ArgumentStep step) {
    return step instanceof ArgumentStep.Scalar scalar
        && scalar.marshaller().layout().kind() != org.bascule.spi.Layout.Kind.POINTER
        && to.parts().plan().directives().values().stream().anyMatch(d -> d.length().isPresent());
  }
}

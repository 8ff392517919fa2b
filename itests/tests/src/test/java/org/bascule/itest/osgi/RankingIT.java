package org.bascule.itest.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** Several marshallers for one type: the ranking decides, and it may change at any time. */
@RunWith(PaxExam.class)
public class RankingIT {
  @Inject private Bascule bascule;
  @Inject private BundleContext context;
  private Session session;
  private FunctionHandle abs;

  @Before
  public void open() {
    session = bascule.open(bascule.defaults());
    abs = session.function("msvcrt", "int abs(int n)");
  }

  @After
  public void close() {
    session.close();
  }

  @Test
  public void theHigherRankingWins() {
    assertThat(abs.call(-2)).isEqualTo(2);
    ServiceRegistration<?> low = register(new Adding(100), -1);
    assertThat(abs.call(-2)).isEqualTo(2);
    ServiceRegistration<?> high = register(new Adding(1000), 1);
    assertThat(abs.call(-2)).isEqualTo(1002);
    ServiceRegistration<?> higher = register(new Adding(5000), 2);
    assertThat(abs.call(-2)).isEqualTo(5002);
    assertThat(bascule.marshallers().get(0).name()).isEqualTo(Adding.class.getName());
    assertThat(bascule.marshallers().get(0).ranking()).isEqualTo(2);
    higher.unregister();
    assertThat(abs.call(-2)).isEqualTo(1002);
    high.unregister();
    low.unregister();
    assertThat(abs.call(-2)).isEqualTo(2);
  }

  @Test
  public void amongEqualsTheOlderServiceWins() {
    ServiceRegistration<?> older = register(new Adding(10), 7);
    ServiceRegistration<?> younger = register(new Adding(20), 7);
    assertThat(abs.call(-2)).isEqualTo(12);
    older.unregister();
    assertThat(abs.call(-2)).isEqualTo(22);
    younger.unregister();
  }

  @Test
  public void aRankingThatChangesCountsAtOnce() {
    ServiceRegistration<?> one = register(new Adding(10), 7);
    ServiceRegistration<?> other = register(new Adding(20), 6);
    assertThat(abs.call(-2)).isEqualTo(12);
    other.setProperties(ranking(8));
    assertThat(abs.call(-2)).isEqualTo(22);
    assertThat(bascule.marshallers()).extracting(MarshallerInfo::ranking).startsWith(8, 7);
    one.unregister();
    other.unregister();
  }

  private ServiceRegistration<?> register(MarshallerFactory factory, int ranking) {
    return context.registerService(MarshallerFactory.class, factory, ranking(ranking));
  }

  private static Dictionary<String, Object> ranking(int ranking) {
    return new Hashtable<>(java.util.Map.of(Constants.SERVICE_RANKING, ranking));
  }

  /** Takes results of type {@code int} and adds a number to them. */
  private record Adding(int more) implements MarshallerFactory, ScalarMarshaller<Integer> {
    @Override
    public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
      boolean mine =
          use.place() == Place.RESULT
              && use.cType().map(Object::toString).filter("int"::equals).isPresent();
      return mine ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Class<Integer> javaType() {
      return Integer.class;
    }

    @Override
    public Layout.Scalar layout() {
      return new Layout.Scalar(Layout.Kind.SIGNED, Integer.BYTES);
    }

    @Override
    public long toBits(Integer value) {
      return value;
    }

    @Override
    public Integer fromBits(long bits) {
      return (int) bits + more;
    }
  }
}

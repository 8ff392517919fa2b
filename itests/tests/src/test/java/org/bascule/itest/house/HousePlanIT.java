package org.bascule.itest.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.WideOnly;
import org.junit.jupiter.api.Test;

/** Who may know whom: the walls of the house, as the manual draws them. */
@WideOnly("nothing here has a width")
class HousePlanIT {
  private static final String[] TYPES = {
    "org.bascule.spi..",
    "org.bascule.annotation..",
    "org.bascule.marshallers..",
    "org.bascule.jna..",
    "org.bascule.example.."
  };

  private static final String[] ROAD = {
    "org.bascule.transport..", "org.bascule.protocol..", "org.bascule.host.."
  };

  private static final String DOOR = "org.bascule.windowsjna.door";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.bascule");

  @Test
  void seesEveryRoom() {
    for (String room :
        List.of(
            "error",
            "lifetime",
            "spi",
            "transport",
            "bridge",
            "marshallers",
            "jna",
            "windowsjna")) {
      assertThat(HOUSE.that(resideInAnyPackage("org.bascule." + room + ".."))).isNotEmpty();
    }
    assertThat(HOUSE.contain(HousePlanIT.class)).isFalse();
  }

  /** So that a file may import all of the three with an asterisk. */
  @Test
  void noNameOfTheApiIsAlsoOneOfJnas() {
    JavaClasses jna = new ClassFileImporter().importPackages("com.sun.jna");
    List<String> names =
        HOUSE.that(resideInAnyPackage("org.bascule.bridge", "org.bascule.annotation")).stream()
            .filter(JavaClass::isTopLevelClass)
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .toList();
    assertThat(names).contains("Session", "Memsync").doesNotHaveDuplicates();
    assertThat(jna.that(resideInAPackage("com.sun.jna")).stream())
        .filteredOn(JavaClass::isTopLevelClass)
        .extracting(JavaClass::getSimpleName)
        .contains("Library", "Union")
        .doesNotContainAnyElementsOf(names);
  }

  @Test
  void aMarshallerNeverSeesAFrameOrALane() {
    noClasses()
        .that()
        .resideInAnyPackage(TYPES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROAD)
        .check(HOUSE);
  }

  @Test
  void theTransportNeverSeesAType() {
    noClasses()
        .that()
        .resideInAnyPackage(ROAD)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(TYPES)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("org.bascule.bridge..")
        .check(HOUSE);
  }

  @Test
  void nobodyButTheBridgeSeesBoth() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.bascule.bridge..")
        .and()
        .resideOutsideOfPackages(ROAD)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROAD)
        .check(HOUSE);
  }

  @Test
  void theLeavesSeeNobody() {
    noClasses()
        .that()
        .resideInAnyPackage("org.bascule.error..", "org.bascule.lifetime..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.bascule..")
                .and(not(resideInAnyPackage("org.bascule.error..", "org.bascule.lifetime.."))))
        .check(HOUSE);
  }

  @Test
  void usersOfTheBridgeSeeNothingOfWhatIsBehindIt() {
    noClasses()
        .that()
        .resideInAPackage(Bascule.class.getPackageName())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROAD)
        .orShould()
        .dependOnClassesThat(
            resideInAnyPackage("org.bascule.bridge..")
                .and(not(resideInAnyPackage(Bascule.class.getPackageName()))))
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAnyPackage(TYPES)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.bascule.bridge..")
                .and(
                    not(
                        resideInAnyPackage(
                            Bascule.class.getPackageName(), Standalone.class.getPackageName()))))
        .check(HOUSE);
  }

  @Test
  void nobodyButTheWindowsWorldUsesAHostWithoutTypes() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.bascule.bridge..", "org.bascule.windowsjna..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(RawHost.class.getPackageName())
        .check(HOUSE);
  }

  @Test
  void theWindowsWorldSeesOfTheBridgeWhatUsersSeeAndTheHostWithoutTypes() {
    noClasses()
        .that()
        .resideInAPackage("org.bascule.windowsjna..")
        .and()
        .resideOutsideOfPackage(DOOR)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.bascule.bridge..")
                .and(
                    not(
                        resideInAnyPackage(
                            Bascule.class.getPackageName(), RawHost.class.getPackageName()))))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bascule.marshallers..", "org.bascule.jna..")
        .check(HOUSE);
  }

  /** It has no OSGi around it. */
  @Test
  void theDoorForAnyJarMakesItsOwnBridge() {
    noClasses()
        .that()
        .resideInAPackage(DOOR)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.bascule.bridge..")
                .and(
                    not(
                        resideInAnyPackage(
                            Bascule.class.getPackageName(),
                            RawHost.class.getPackageName(),
                            Standalone.class.getPackageName()))))
        .check(HOUSE);
  }

  /** It lies on the class path of programs, which have perhaps other versions of all the rest. */
  @Test
  void theAgentSeesNobody() {
    noClasses()
        .that()
        .resideInAPackage("org.bascule.windowsjna.agent")
        .should()
        .dependOnClassesThat(not(resideInAnyPackage("java..", "org.bascule.windowsjna.agent")))
        .check(HOUSE);
  }

  /** It is defined anew by each of its class loaders: outside there is no such class. */
  @Test
  void nobodySeesTheInsideOfAWindowsWorld() {
    noClasses()
        .that()
        .resideInAPackage("org.bascule..")
        .and()
        .resideOutsideOfPackage("org.bascule.windowsjna.world..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bascule.windowsjna.world..")
        .check(HOUSE);
  }

  @Test
  void noPackageNeedsOneThatNeedsIt() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void noMarshallerUsesTheKitThatTestsIt() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.bascule.spi.kit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bascule.spi.kit..")
        .check(HOUSE);
  }

  /** Each package is a slice of its own. */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith("org.bascule")
          ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of the house";
    }
  }
}

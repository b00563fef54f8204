package org.foliot.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The floors and the laws of the house, checked on every compiled class. */
@AnalyzeClasses(packages = "org.foliot", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    /** The floors on which what a run computes is computed. */
    private static final int HIGHEST_FLOOR_OF_RESULTS = 5;

    @ArchTest
    static final ArchRule A_BUNDLE_SEES_ONLY_LOWER_FLOORS = classes().should(seeOnlyWhatTheirRoomMaySee());

    @ArchTest
    static final ArchRule NOTHING_HEADLESS_SEES_THE_WORKBENCH = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.eclipse.ui..", "org.eclipse.swt..", "org.eclipse.jface..", "org.eclipse.core.resources..");

    @ArchTest
    static final ArchRule ONLY_THE_LANGUAGE_AND_ITS_COMPILER_SEE_THE_MODEL_OF_THE_TEXT = noClasses()
            .that()
            .resideOutsideOfPackages("org.foliot.dsl..", "org.foliot.compiler..", "org.foliot.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.emf..", "org.eclipse.xtext..", "com.google.inject..");

    @ArchTest
    static final ArchRule RESULTS_KNOW_NO_WALL_CLOCK_AND_NO_CHANCE = noClasses()
            .that(computeResults())
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, ThreadLocalRandom.class, Clock.class);

    @ArchTest
    static final ArchRule CLASSES_ARE_NAMED_AFTER_WHAT_THEY_ARE =
            noClasses().that(areWrittenByHand()).should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?");

    private static ArchCondition<JavaClass> seeOnlyWhatTheirRoomMaySee() {
        return new ArchCondition<>("see only what their room may see") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                String from = Floors.roomOf(origin.getPackageName()).orElseThrow();
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    Optional<String> to =
                            Floors.roomOf(dependency.getTargetClass().getPackageName());
                    if (to.isPresent() && !Floors.maySee(from, to.get())) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** What is installed changes as time goes by; a run keeps what it began with. */
    private static final String WATCHES_FOLDERS = "org.foliot.catalog";

    private static DescribedPredicate<JavaClass> computeResults() {
        return describe("compute results", type -> {
            String room = Floors.roomOf(type.getPackageName()).orElseThrow();
            return Floors.floorOf(room) <= HIGHEST_FLOOR_OF_RESULTS
                    && !room.equals(WATCHES_FOLDERS)
                    && areWrittenByHand().test(type);
        });
    }

    private static DescribedPredicate<JavaClass> areWrittenByHand() {
        return DescribedPredicate.not(generated());
    }

    /** What Xtext generates comes without source in the class path, but in packages of its own. */
    private static DescribedPredicate<JavaClass> generated() {
        return describe(
                "generated",
                type -> type.getPackageName().startsWith("org.foliot.dsl")
                        && type.getPackageName()
                                .matches(
                                        "org\\.foliot\\.dsl\\.(foliot|parser|serializer|services|ide\\.contentassist\\.antlr)(\\..*)?"));
    }
}

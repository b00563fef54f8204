package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.run.scenes.Scene.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.foliot.admission.Fleet;
import org.foliot.admission.Obstacle;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.host.ProcessorFeatures.Field;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Erratum;
import org.foliot.program.Erratum.MidrRange;
import org.foliot.program.Expression;
import org.foliot.program.ProcessorIdentity;
import org.foliot.run.scenes.Scene;
import org.foliot.run.scenes.TestCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The admission check where a timeline moves, resumes and restores guests, and what happens if nobody listens to it. */
class AdmissionVerbsTest {
    private static final Implementation OLD = new Implementation(0x413fd0c1L, 0, 0);
    private static final Implementation NEW = new Implementation(0x411fd401L, 0, 0);
    private static final ProcessorIdentity EARLY =
            new ProcessorIdentity(OLD, ProcessorFeatures.DEFAULT, new TreeSet<>());
    private static final ProcessorIdentity LATE = new ProcessorIdentity(
            NEW, ProcessorFeatures.DEFAULT.with(Map.of(Field.SVE, 1, Field.RNDR, 1)), new TreeSet<>(List.of("leaks")));

    private final Scene scene = new Scene();

    @BeforeEach
    void twoGenerations() {
        scene.erratum(new Erratum(
                "leaks",
                List.of(new MidrRange(NEW.midr(), NEW.midr())),
                List.of(),
                Optional.of("a barrier"),
                new TreeSet<>()));
        scene.host("early").kernel("6.16").processor(EARLY).add();
        scene.host("late").kernel("6.16").processor(LATE).counter("1 GHz").add();
        scene.host("twin").kernel("6.16").processor(LATE).add();
        scene.guest("web", "early").kernel("6.16").add();
    }

    private RunResult run(String end) {
        RunResult result = new Runner().run(scene.until(end), 1, TestCatalog.whole(), new RunSettings());
        assertThat(result.error().map(e -> e.message() + "\n" + e.trace())).isEmpty();
        return result;
    }

    private static List<List<String>> refusals(RunResult result) {
        return result.refusals().stream()
                .map(r -> r.reasons().stream().map(RefusedEvent.Reason::word).toList())
                .toList();
    }

    private static long metric(RunResult result, String subject, String name) {
        return result.metrics().stream()
                .filter(m -> m.subject().toString().equals(subject)
                        && m.metric().name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void everyObstacleIsAWordOfTheRefusals() {
        assertThat(RefusalReason.words())
                .containsAll(Arrays.stream(Obstacle.Kind.values())
                        .map(Obstacle.Kind::word)
                        .toList());
    }

    @Test
    void aMigrationIsRefusedForEveryReasonAtOnce() {
        scene.at("1 s", "migrate", "web", "to", "late");
        RunResult result = run("2 s");
        assertThat(refusals(result)).containsExactly(List.of("counter_frequency", "midr", "errata"));
        assertThat(result.refusals().get(0).explanation())
                .contains("guest web was shown MIDR_EL1 = 0x413fd0c1, host late has 0x411fd401")
                .contains("host late has erratum leaks (a barrier), which guest web does not work around");
        assertThat(metric(result, "web", "paused")).isZero();
    }

    @Test
    void whatAGuestHoldsTravelsToDiskAndWithSnapshots() {
        scene.guest("rich", "twin").add();
        scene.at("1 s", "snapshot", "rich", "as", "before");
        scene.at("2 s", "suspend", "rich");
        scene.at("3 s", "resume", "rich", "on", "early");
        scene.at("4 s", "resume", "rich", "on", "twin");
        scene.at("5 s", "restore", "rich", "from", "before", "on", "early");
        RunResult result = run("6 s");
        assertThat(refusals(result))
                .containsExactly(List.of("midr", "features", "features"), List.of("midr", "features", "features"));
        assertThat(metric(result, "rich", "booted")).isEqualTo(1);
    }

    @Test
    void byForceAnErratumIsUnguardedAndAKernelThatBootsThereGuardsIt() {
        scene.at("1 s", "migrate", "web", "to", "twin", "force:", "on");
        scene.at("3 s", "kexec", "web");
        scene.atInstant("2 s", compare(scene.read("web.unguarded_errata"), Relation.EQUAL, count(1)));
        RunResult result = run("4 s");
        assertThat(refusals(result)).isEmpty();
        assertThat(result.verdicts()).allSatisfy(v -> assertThat(v.status()).isEqualTo(Verdict.Status.HELD));
        assertThat(metric(result, "web", "unguarded_errata")).isZero();
    }

    @Test
    void byForceFeaturesVanishUnderARunningGuest() {
        scene.guest("rich", "twin").add();
        scene.at("1 s", "migrate", "rich", "to", "early", "force:", "on");
        RunResult result = run("2 s");
        assertThat(metric(result, "rich", "vanished_features")).isEqualTo(2);
        assertThat(metric(result, "rich", "unguarded_errata")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"kvm, hyperv", "kvm, kvm_lpt"})
    void noForceMovesAGuestToAnotherHypervisor(String from, String to) {
        scene.host("here").hypervisor(from).add();
        scene.host("there").hypervisor(to).add();
        scene.guest("moved", "here").add();
        scene.at("1 s", "migrate", "moved", "to", "there", "force:", "on");
        RunResult result = run("2 s");
        assertThat(refusals(result)).containsExactly(List.of("saved_state"));
        assertThat(metric(result, "moved", "booted")).isEqualTo(1);
    }

    private static Expression count(long value) {
        return new Expression.Constant(value);
    }

    @Test
    void whoIsToldAndShownLessMayGoThereAndBack() {
        scene.guest("told", "twin")
                .kernel("6.16")
                .feature(Field.SVE, 0)
                .feature(Field.RNDR, 0)
                .targets(EARLY, LATE)
                .add();
        scene.at("1 s", "migrate", "told", "to", "early");
        scene.at("2 s", "migrate", "told", "to", "twin");
        RunResult result = run("3 s");
        assertThat(refusals(result)).isEmpty();
        assertThat(metric(result, "told", "paused")).isEqualTo(600_000_000_000L);
    }

    @Test
    void aKernelThatDoesNotAskGainsNothing() {
        scene.guest("deaf", "early").kernel("6.12").targets(EARLY, LATE).add();
        scene.at("1 s", "migrate", "deaf", "to", "twin");
        assertThat(refusals(run("2 s"))).containsExactly(List.of("midr", "errata"));
    }

    @Test
    void aHostWhoseKernelCannotTellOrLowerDoesNotStartSuchAGuest() {
        scene.host("old").kernel("6.1").processor(LATE).add();
        scene.guest("told", "old").feature(Field.RNDR, 0).targets(EARLY).idle().add();
        scene.at("1 s", "start", "told");
        assertThat(refusals(run("2 s"))).containsExactly(List.of("hypercall_services", "features"));
    }

    @Test
    void anUpgradeChangesWhatAHostOffers() {
        scene.host("old").kernel("6.1").processor(EARLY).add();
        scene.guest("modest", "early").feature(Field.DIC, 0).add();
        scene.at("1 s", "migrate", "modest", "to", "old");
        scene.at("2 s", "upgrade", "old", "to", new KernelRelease(6, 12));
        scene.at("3 s", "migrate", "modest", "to", "old");
        assertThat(refusals(run("4 s"))).containsExactly(List.of("ctr"));
    }

    @Test
    void aFleetIsSurveyedWithoutARun() throws InterruptedException {
        scene.guest("rich", "twin").add();
        Fleet fleet = new FleetSurvey().survey(List.of(scene.until("1 s")), TestCatalog.whole(), 2);
        assertThat(fleet.hosts()).hasSize(3);
        assertThat(fleet.guests()).hasSize(2);
        assertThat(fleet.suitable()).isEqualTo(2);
        assertThat(fleet.obstacles(fleet.guests().get(0), fleet.hosts().get(1)).stream()
                        .map(o -> o.kind().word()))
                .containsExactly("counter_frequency", "midr", "errata");
    }
}

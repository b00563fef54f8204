package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.run.scenes.Scene.busy;
import static org.foliot.run.scenes.Scene.compare;
import static org.foliot.run.scenes.Scene.in;
import static org.foliot.run.scenes.Scene.near;
import static org.foliot.run.scenes.Scene.on;
import static org.foliot.run.scenes.Scene.time;

import java.util.List;
import java.util.Optional;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Expression;
import org.foliot.program.ThreadTraits;
import org.foliot.run.scenes.Scene;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** What every verb of the timeline does but those that move and save guests, which are in {@link MovingAndSavingTest}. */
class TimelineVerbsTest extends TimelineFixture {
    // ---- stopping and going on ----

    @Test
    void pausedTimeIsNotStolen() {
        scene.at("1 s", "pause", "web", "for", Duration.ofSeconds(2));
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("2 s")));
        scene.atEnd(compare(metric("web.vcpu[1].paused"), Relation.EQUAL, time("2 s")));
        scene.atEnd(near("10 ms", metric("web.vcpu[0].stolen"), time("1 s")));
        scene.atEnd(near("100 ms", metric("web.clock"), time("2 s")));
        passes("4 s");
    }

    @Test
    void aPausedThreadThatLooksNowAndThenIsHardlyStolenFrom() {
        scene.at("1 s", "pause", "web", "for", Duration.ofSeconds(2), "poll:", "1 ms");
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("2 s")));
        scene.atEnd(near("10 ms", metric("web.vcpu[1].paused"), time("2 s")));
        scene.atEnd(compare(metric("web.vcpu[1].loads"), Relation.MORE, new Expression.Constant(1800)));
        passes("4 s");
    }

    @Test
    void aGuestRunsWhileItIsCopiedAndNothingElseIsDoneToIt() {
        // 1 GiB at 1 GiB/s takes 1 s, in which 128 MiB are dirtied, which take 125 ms.
        scene.at(
                "1 s",
                "migrate",
                "web",
                "to",
                "dst",
                "mode:",
                "pre_copy",
                "dirty_rate:",
                "128 MiB",
                "max_bandwidth:",
                "1 GiB");
        scene.at("1500 ms", "offline", "web.vcpu[1]");
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("125 ms")));
        scene.atEnd(compare(metric("web.vcpu[1].offline"), Relation.MORE, time("2 s")));
        passes("4 s");
    }

    @Test
    void nothingElseIsDoneToAGuestThatIsCopied() {
        scene.at("1 s", "migrate", "web", "to", "dst", "mode:", "pre_copy");
        scene.at("1200 ms", "pause", "web");
        scene.at("1300 ms", "snapshot", "web", "as", "now");
        scene.at("1400 ms", "sigstop", "web");
        isRefused("4 s", "busy", "busy", "busy");
    }

    @Test
    void aGuestThatDirtiesTooFastStays() {
        scene.at("1 s", "migrate", "web", "to", "dst", "mode:", "pre_copy", "dirty_rate:", "2 GiB", "max_rounds:", "3");
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("0 s")));
        isRefused("6 s", "not_converging");
    }

    @Test
    void waitingForMemoryThatFollowsIsNotStolen() {
        scene.at("1 s", "migrate", "web", "to", "dst", "mode:", "post_copy", "downtime:", "50 ms");
        scene.atEnd(compare(metric("web.vcpu[0].page_faults"), Relation.MORE, new Expression.Constant(100)));
        scene.atEnd(compare(metric("web.vcpu[0].idle"), Relation.MORE, time("50 ms")));
        scene.atEnd(compare(metric("web.vcpu[0].waiting"), Relation.LESS, time("510 ms")));
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("50 ms")));
        passes("4 s");
    }

    @Test
    void frozenTimeIsNotStolen() {
        scene.at("1 s", "freeze", "src.tenants", "for", Duration.ofSeconds(2));
        scene.at("3500 ms", "freeze", "src.tenants");
        scene.at("3600 ms", "thaw", "src.tenants");
        scene.guest("cold", "src")
                .vcpu(new ThreadTraits(List.of(1), Optional.of("tenants"), 0, Policy.OTHER, 0, Optional.empty()))
                .process("work", new Behaviour.Busy())
                .add();
        scene.atEnd(compare(metric("cold.vcpu[0].paused"), Relation.EQUAL, time("2100 ms")));
        scene.atEnd(compare(metric("cold.paused"), Relation.EQUAL, time("0 s")));
        scene.atEnd(near("100 ms", metric("cold.clock"), time("4 s")));
        passes("4 s");
    }

    @Test
    void whatIsFrozenCannotBeFrozenAndWhatIsNotCannotBeThawed() {
        scene.at("1 s", "freeze", "src.tenants");
        scene.at("2 s", "freeze", "src.tenants");
        scene.at("3 s", "thaw", "src.tenants");
        scene.at("4 s", "thaw", "src.tenants");
        isRefused("5 s", "frozen", "not_frozen");
    }

    @Test
    void theVmmOfAFrozenGuestIsFrozenToo() {
        scene.guest("cold", "src")
                .vcpu(new ThreadTraits(List.of(1), Optional.of("tenants"), 0, Policy.OTHER, 0, Optional.empty()))
                .process("work", new Behaviour.Busy())
                .add();
        scene.at("1 s", "freeze", "src.tenants");
        scene.at("2 s", "pause", "cold");
        scene.at("2 s", "migrate", "cold", "to", "dst");
        isRefused("3 s", "frozen", "frozen");
    }

    @Test
    void aPauseEndsEarlyByResume() {
        scene.at("1 s", "pause", "web", "for", Duration.ofSeconds(2));
        scene.at("2 s", "resume", "web");
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("1 s")));
        passes("4 s");
    }

    @Test
    void timersOfAPausedGuestWaitForItsClock() {
        Scene each = new Scene();
        each.host("src").add();
        each.guest("web", "src")
                .process("work", new Behaviour.Periodic(Duration.ofMillis(2), Duration.ofMillis(10)))
                .add();
        each.at("1 s", "pause", "web", "for", Duration.ofSeconds(2));
        each.at("3500 ms", "migrate", "web", "to", "dst", "downtime:", "500 ms");
        each.host("dst").add();
        each.atEnd(near("50 ms", each.read("web.clock"), time("2500 ms")));
        Expression jobs =
                new Expression.Arithmetic(Expression.Operator.TIMES, each.read("web.work.jobs"), time("10 ms"));
        each.atEnd(near("50 ms", jobs, time("2450 ms")));
        each.atEnd(compare(each.read("web.work.skipped"), Relation.EQUAL, new Expression.Constant(0)));
        RunResult result = run(each, "5 s");
        assertSound(result);
        assertHeld(result);
    }

    @Test
    void underSigstopTheClockRunsOn() {
        scene.at("1 s", "sigstop", "web", "for", Duration.ofSeconds(2));
        scene.atEnd(compare(metric("web.vcpu[0].paused"), Relation.EQUAL, time("2 s")));
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("0 s")));
        scene.atEnd(near("10 ms", metric("web.vcpu[0].stolen"), time("1 s")));
        scene.atEnd(near("100 ms", metric("web.clock"), time("4 s")));
        passes("4 s");
    }

    @Test
    void aSigstoppedTaskStealsNothing() {
        scene.at("1 s", "sigstop", "src.hog", "for", Duration.ofSeconds(2));
        scene.atEnd(near("10 ms", metric("web.vcpu[0].stolen"), time("1 s")));
        passes("4 s");
    }

    @Test
    void wordsOfRefusalsAboutPauses() {
        scene.at("1 s", "resume", "web");
        scene.at("1 s", "sigcont", "web");
        scene.at("2 s", "pause", "web");
        scene.at("3 s", "pause", "web");
        scene.at("3 s", "kexec", "web");
        scene.at("4 s", "sigstop", "web");
        scene.at("4 s", "sigstop", "web");
        scene.at("5 s", "resume", "web");
        isRefused("6 s", "not_paused", "not_sigstopped", "paused", "paused", "sigstopped", "sigstopped");
    }

    // ---- life and death ----

    @Test
    void aGuestIsStoppedAndStartedAgain() {
        scene.at("2 s", "stop", "web");
        scene.at("3 s", "start", "web");
        scene.atInstant("2500 ms", compare(metric("web.booted"), Relation.EQUAL, new Expression.Constant(0)));
        scene.atEnd(compare(metric("web.booted"), Relation.EQUAL, new Expression.Constant(1)));
        scene.atEnd(near("150 ms", metric("web.vcpu[1].offline"), time("1 s")));
        passes("4 s");
    }

    @Test
    void wordsOfRefusalsAboutLife() {
        scene.at("1 s", "start", "web");
        scene.at("1 s", "start", "src.hog");
        scene.at("2 s", "stop", "web");
        scene.at("2 s", "stop", "src.hog");
        scene.at("3 s", "stop", "web");
        scene.at("3 s", "stop", "src.hog");
        scene.at("3 s", "pause", "web");
        scene.at("3 s", "offline", "web.vcpu[1]");
        scene.at("3 s", "migrate", "web", "to", "dst");
        scene.at("3 s", "stop", "web.work");
        isRefused(
                "4 s",
                "already_running",
                "already_running",
                "not_running",
                "not_running",
                "not_running",
                "not_running",
                "not_running",
                "not_running");
    }

    @Test
    void processesStartStopAndChangeTheirNice() {
        scene.at("1 s", "stop", "web.work");
        scene.at("2 s", "start", "web.work");
        scene.at("3 s", "nice", "web.work", "to", 5L);
        // Started anew it counts from zero, and shares its CPU with the hog.
        scene.atEnd(near("60 ms", metric("web.work.ran"), time("1 s")));
        passes("4 s");
    }

    @Test
    void tasksStopStartAndMove() {
        scene.at("1 s", "stop", "src.hog");
        scene.at("2 s", "start", "src.hog");
        scene.at("3 s", "pin", "src.hog", "on", List.of(1));
        scene.at("3 s", "nice", "src.hog", "to", 19L);
        scene.atInstant("3 s", near("10 ms", metric("web.vcpu[0].stolen"), time("1 s")));
        scene.atEnd(near("10 ms", metric("web.vcpu[0].stolen"), time("1 s")));
        passes("5 s");
    }

    // ---- takeovers ----

    @Test
    void kexecCrashAndRebootStartAnew() {
        for (String verb : List.of("kexec", "crash", "reboot")) {
            Scene each = new Scene();
            each.host("src").hog().add();
            each.guest("web", "src").process("work", new Behaviour.Busy()).add();
            each.at("2 s", verb, "web");
            each.after(verb, "web", compare(each.read("web.clock"), Relation.AT_MOST, time("2 s")));
            each.atEnd(compare(each.read("web.booted"), Relation.EQUAL, new Expression.Constant(1)));
            // A crash kernel runs no processes, so nothing is stolen from it.
            each.atEnd(near("100 ms", each.read("web.vcpu[0].stolen"), time(verb.equals("crash") ? "0 s" : "1 s")));
            RunResult result = run(each, "4 s");
            assertSound(result);
            assertHeld(result);
        }
    }

    @Test
    void donatedMemoryThatIsNotTakenBackIsScribbledOn() {
        Scene each = new Scene();
        each.host("src").hog().add();
        each.guest("web", "src")
                .pvtime("guest_donated")
                .process("work", new Behaviour.Busy())
                .add();
        each.at("2 s", "kexec", "web", "pvtime:", "still_enabled", "aware:", "off");
        each.atInstant("1900 ms", compare(each.read("web.corruptions"), Relation.EQUAL, new Expression.Constant(0)));
        each.atEnd(compare(each.read("web.corruptions"), Relation.MORE, new Expression.Constant(0)));
        assertThat(run(each, "4 s").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aStepMovesRealTime() {
        scene.at("2 s", "step", "web", "by", Duration.ofMillis(-5));
        scene.atInstant("1900 ms", compare(metric("web.clock_error"), Relation.EQUAL, time("0 s")));
        scene.atEnd(compare(metric("web.clock_error"), Relation.EQUAL, time("-5 ms")));
        passes("3 s");
    }

    // ---- hotplug ----

    @Test
    void aCpuGoesOfflineAndComesBack() {
        scene.at("2 s", "offline", "web.vcpu[1]");
        scene.at("3 s", "online", "web.vcpu[1]");
        scene.after("offline", "web.vcpu[1]", compare(metric("web.vcpu[1].offline"), Relation.AT_LEAST, time("0 s")));
        scene.atEnd(near("100 ms", metric("web.vcpu[1].offline"), time("1 s")));
        passes("4 s");
    }

    @Test
    void aVcpuIsAdded() {
        scene.at("2 s", "add", "web.vcpu[2]");
        scene.after("add", "web.vcpu[2]", compare(metric("web.vcpu[2].offline"), Relation.LESS, time("3 s")));
        scene.atEnd(near("50 ms", metric("web.vcpu[2].offline"), time("2 s")));
        passes("4 s");
    }

    /** KVM's side of it sets everybody's virtual counter to zero, of which a kernel with ticks to book has to hear. */
    @Test
    void aVcpuThatIsCreatedLateSetsTheCounterBack() {
        Scene late = new Scene();
        late.host("src").cpus(2).hypervisor("kvm", "hot_add", "created").add();
        late.guest("web", "src")
                .vcpu(on(0))
                .absentVcpu()
                .process("work", new Behaviour.Busy())
                .add();
        late.at("2 s", "add", "web.vcpu[1]");
        late.atEnd(near("50 ms", metric("web.clock"), time("3 s")));
        late.atEnd(near("50 ms", metric("web.vcpu[0].running"), time("5 s")));
        RunResult result = run(late, "5 s");
        assertSound(result);
        assertHeld(result);
    }

    @Test
    void wordsOfRefusalsAboutHotplug() {
        scene.at("1 s", "online", "web.vcpu[1]");
        scene.at("1 s", "online", "web.vcpu[2]");
        scene.at("1 s", "add", "web.vcpu[1]");
        scene.at("2 s", "offline", "web.vcpu[1]");
        scene.at("3 s", "offline", "web.vcpu[1]");
        scene.at("3 s", "offline", "web.vcpu[0]");
        scene.at("4 s", "unplug", "src.cpu[1]");
        scene.at("4 s", "unplug", "src.cpu[1]");
        scene.at("4 s", "unplug", "src.cpu[0]");
        scene.at("4 s", "replug", "src.cpu[0]");
        isRefused(
                "5 s",
                "already_online",
                "not_present",
                "already_present",
                "already_offline",
                "last_online",
                "already_offline",
                "last_online",
                "already_online");
    }

    @Test
    void aProcessorIsUnpluggedAndItsThreadsShareTheOther() {
        scene.at("2 s", "unplug", "src.cpu[1]");
        scene.at("3 s", "replug", "src.cpu[1]");
        Expression here = new Expression.Arithmetic(
                Expression.Operator.PLUS, metric("src.cpu[1].busy"), metric("src.cpu[1].idle"));
        scene.atInstant("3 s", compare(here, Relation.EQUAL, time("2 s")));
        scene.atInstant("2 s", near("50 ms", metric("web.vcpu[1].waiting"), time("0 s")));
        passes("4 s");
    }

    // ---- groups and threads ----

    @Test
    void aQuotaIsStolenAndCanBeChanged() {
        Scene each = new Scene();
        each.host("src").group("tenants", "50 ms", "100 ms").add();
        each.guest("web", "src")
                .vcpu(in("tenants"))
                .process("work", new Behaviour.Busy())
                .add();
        each.at("2 s", "quota", "src.tenants", "to", Duration.ofMillis(25));
        each.at("4 s", "unlimit", "src.tenants");
        each.at("5 s", "weight", "src.tenants", "to", 200L);
        each.atInstant("2 s", near("60 ms", each.read("web.vcpu[0].waiting"), time("1 s")));
        each.atInstant("4 s", near("100 ms", each.read("web.vcpu[0].waiting"), time("2500 ms")));
        each.atEnd(near("100 ms", each.read("web.vcpu[0].waiting"), time("2500 ms")));
        RunResult result = run(each, "6 s");
        assertSound(result);
        assertHeld(result);
    }

    /** Finding 15 of the oracle: with autogroup on, every session is a group. */
    @Test
    void sessionsShareAProcessorWhateverTheyRun() {
        scene.host("desktop")
                .session("build")
                .session("game")
                .task(busy("make_1", in("build")))
                .task(busy("make_2", in("build")))
                .task(busy("make_3", in("build")))
                .task(busy("play", in("game")))
                .add();
        scene.at("1 s", "weight", "desktop.build", "to", 200L);
        scene.rejected("weight", "desktop.build", "range");
        scene.atEnd(near("20 ms", metric("desktop.play.ran"), time("2 s")));
        passes("4 s");
    }

    @Test
    void wordsOfRefusalsAboutNumbers() {
        scene.at("1 s", "quota", "src.tenants", "to", Duration.ofNanos(1));
        scene.at("1 s", "weight", "src.tenants", "to", 0L);
        scene.at("1 s", "nice", "src.hog", "to", 20L);
        scene.at("1 s", "nice", "web.vcpu[0]", "to", -21L);
        scene.at("1 s", "pin", "web.vcpu[0]", "on", List.of(7));
        scene.at("1 s", "preempt", "web.vcpu[0]", "for", Duration.ZERO);
        isRefused("2 s", "range", "range", "range", "range", "processors", "range");
    }

    @Test
    void aVcpuIsPinnedElsewhereAndReniced() {
        scene.at("2 s", "pin", "web.vcpu[0]", "on", List.of(1));
        scene.at("2 s", "nice", "web.vcpu[0]", "to", 5L);
        scene.at("2 s", "stop", "src.hog");
        scene.atEnd(near("20 ms", metric("src.cpu[0].idle"), time("1 s")));
        passes("3 s");
    }

    @Test
    void whatWasPinnedBeforeAStartStaysPinned() {
        Scene each = new Scene();
        each.host("src").cpus(2).add();
        each.guest("web", "src")
                .vcpu(on(0))
                .process("work", new Behaviour.Busy())
                .idle()
                .add();
        each.at("1 s", "pin", "web.vcpu[0]", "on", List.of(1));
        each.at("2 s", "start", "web");
        each.atEnd(compare(each.read("src.cpu[0].busy"), Relation.EQUAL, time("0 s")));
        each.atEnd(near("1 ms", each.read("src.cpu[1].busy"), time("1 s")));
        RunResult result = run(each, "3 s");
        assertSound(result);
        assertHeld(result);
    }

    // ---- fault injection ----

    @Test
    void aPreemptionBetweenTheReadsIsLostBeforeLinux510() {
        for (String release : List.of("5.8", "5.15")) {
            Scene each = new Scene();
            each.host("src").kernel(release).hog().add();
            each.guest("web", "src").process("work", new Behaviour.Busy()).add();
            each.every("100 ms", "1 s", "preempt", "web.vcpu[0]", "for", Duration.ofMillis(5));
            Expression lost = new Expression.Arithmetic(
                    Expression.Operator.MINUS, each.read("web.vcpu[0].run_delay"), each.read("web.vcpu[0].stolen"));
            each.atEnd(compare(lost, release.equals("5.8") ? Relation.MORE : Relation.LESS, time("30 ms")));
            RunResult result = run(each, "2 s");
            assertSound(result);
            assertHeld(result);
        }
    }

    @Test
    void aPreemptionBetweenCounterAndStolenTimeChargesWhoReadsOnce() {
        for (String read : List.of("single", "double")) {
            Scene each = new Scene();
            each.host("src").add();
            each.guest("web", "src")
                    .kernel("6.13", "steal_accounting", "on", "steal_read", read)
                    .process("work", new Behaviour.Busy())
                    .add();
            each.every(
                    "100 ms", "1 s", "preempt", "web.vcpu[0]", "for", Duration.ofMillis(5), "during:", "clock_update");
            Expression overcharged = new Expression.Arithmetic(
                    Expression.Operator.MINUS, each.read("web.work.charged"), each.read("web.work.ran"));
            each.atEnd(near("1 ms", each.read("web.vcpu[0].waiting"), time("50 ms")));
            each.atEnd(compare(overcharged, read.equals("single") ? Relation.MORE : Relation.LESS, time("5 ms")));
            RunResult result = run(each, "2 s");
            assertSound(result);
            assertHeld(result);
        }
    }

    @Test
    void aCorruptedStructureGoesOnFromWhatWasWritten() {
        scene.at("2 s", "corrupt", "web.vcpu[0]", "value:", "7000000000");
        scene.atEnd(near("20 ms", metric("web.vcpu[0].stolen"), time("8 s")));
        passes("4 s");
    }

    @Test
    void aSwappedOutPageComesBack() {
        scene.at("2 s", "swap_out", "web.vcpu[0]");
        scene.atEnd(near("20 ms", metric("web.vcpu[0].stolen"), time("2 s")));
        passes("4 s");
    }

    @Test
    void withoutAStructureThereIsNothingToCorrupt() {
        Scene each = new Scene();
        each.host("src").add();
        each.guest("web", "src").pvtime(null).add();
        each.at("1 s", "corrupt", "web.vcpu[0]");
        each.at("1 s", "swap_out", "web.vcpu[0]");
        RunResult result = run(each, "2 s");
        assertThat(result.refusals().stream().map(r -> r.reasons().get(0).word()))
                .containsExactly("no_structure", "no_structure");
    }
}

package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.run.scenes.Scene.compare;
import static org.foliot.run.scenes.Scene.near;
import static org.foliot.run.scenes.Scene.on;
import static org.foliot.run.scenes.Scene.time;

import org.foliot.api.extension.KernelRelease;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Expression;
import org.foliot.program.TaskDescription;
import org.foliot.run.scenes.Scene;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** Guests and hosts that go elsewhere, to disk or to sleep, and come back. */
class MovingAndSavingTest extends TimelineFixture {
    @Test
    void aMigrationPausesAndStolenTimeGoesOn() {
        scene.at("2 s", "migrate", "web", "to", "dst", "downtime:", "300 ms");
        scene.after(
                "migrate",
                "web",
                compare(
                        metric("web.vcpu[0].stolen"),
                        Relation.AT_LEAST,
                        new Expression.Before(metric("web.vcpu[0].stolen"))));
        scene.after("migrate", "web", compare(metric("web.vcpu[0].paused"), Relation.AT_LEAST, time("300 ms")));
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("300 ms")));
        scene.atEnd(near("10 ms", metric("web.vcpu[0].stolen"), time("1 s")));
        scene.atEnd(near("100 ms", metric("web.clock"), time("3700 ms")));
        passes("4 s");
    }

    @Test
    void aMigrationAcrossCounterFrequenciesIsRefusedUnlessForced() {
        scene.at("2 s", "migrate", "web", "to", "fast");
        scene.rejected("migrate", "web", "counter_frequency");
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("0 s")));
        passes("3 s");
        scene.at("3 s", "migrate", "web", "to", "fast", "force:", "on");
        scene.atEnd(compare(metric("fast.cpu[0].busy"), Relation.MORE, time("500 ms")));
        RunResult forced = run(scene, "5 s");
        assertSound(forced);
        assertThat(forced.refusals()).hasSize(1);
    }

    @Test
    void wordsOfRefusalsAboutMigrations() {
        scene.guest("fat", "dst").memory("64 GiB").add();
        scene.at("1 s", "migrate", "web", "to", "src");
        scene.at("1 s", "migrate", "web", "to", "dst");
        scene.at("2 s", "suspend", "fast");
        scene.at("2 s", "migrate", "web", "to", "fast");
        isRefused("3 s", "same_host", "host_memory", "host_suspended");
    }

    @Test
    void anotherKernelBringsItsOwnScheduler() {
        Behaviour job = new Behaviour.Periodic(Duration.ofMillis(2), Duration.ofMillis(10));
        scene.host("old")
                .kernel("6.1")
                .hog()
                .task(new TaskDescription("job", on(), job, true))
                .add();
        scene.at("1 s", "upgrade", "old", "to", new KernelRelease(6, 12));
        // CFS lets a sleeper finish such a job, EEVDF has it alternate.
        scene.atInstant("1 s", compare(metric("old.job.waiting"), Relation.LESS, time("50 ms")));
        scene.atEnd(compare(metric("old.job.waiting"), Relation.MORE, time("150 ms")));
        assertThat(passes("2 s").manifest().bundles()).extracting(BundleUse::id).contains("cfs", "eevdf");
    }

    @Test
    void saveUpgradeResumeKeepsStolenTime() {
        scene.at("2 s", "suspend", "web");
        scene.at("3 s", "upgrade", "src", "to", new KernelRelease(6, 15));
        scene.at("4 s", "resume", "web");
        scene.after(
                "resume",
                "web",
                compare(
                        metric("web.vcpu[0].stolen"),
                        Relation.AT_LEAST,
                        new Expression.Before(metric("web.vcpu[0].stolen"))));
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("2 s")));
        scene.atEnd(near("20 ms", metric("web.vcpu[0].stolen"), time("2 s")));
        passes("6 s");
    }

    @Test
    void wordsOfRefusalsAboutSaving() {
        scene.at("1 s", "upgrade", "src", "to", new KernelRelease(6, 15));
        scene.at("1 s", "restore", "web", "from", "nothing");
        scene.at("2 s", "suspend", "web", "takes:", "1 s");
        scene.at("2500 ms", "pause", "web");
        scene.at("2500 ms", "sigstop", "web");
        scene.at("4 s", "suspend", "web");
        isRefused("5 s", "guests_on_host", "no_snapshot", "busy", "busy", "not_running");
    }

    @Test
    void aDamagedSnapshotIsRefusedAndTheGuestGoesOnUnharmed() {
        scene.at("500 ms", "damage", "web", "as", "nothing");
        scene.at("500 ms", "damage", "web");
        scene.at("1 s", "snapshot", "web", "as", "a", "takes:", "0 s");
        scene.at("1100 ms", "snapshot", "web", "as", "b", "takes:", "0 s");
        scene.at("1200 ms", "snapshot", "web", "as", "c", "takes:", "0 s");
        scene.at("2 s", "damage", "web", "as", "a", "by:", "truncation");
        scene.at("2 s", "damage", "web", "as", "b", "by:", "version");
        scene.at("2 s", "damage", "web", "as", "c", "by:", "tampering");
        scene.at("3 s", "restore", "web", "from", "a");
        scene.at("3 s", "restore", "web", "from", "b");
        scene.at("3 s", "restore", "web", "from", "c");
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("0 s")));
        scene.atEnd(compare(metric("web.elapsed"), Relation.EQUAL, time("4 s")));
        isRefused("4 s", "no_snapshot", "no_snapshot", "snapshot_truncated", "snapshot_version", "snapshot_tampered");
        assertHeld(run(scene, "4 s"));
    }

    @Test
    void aSuspendedGuestWhoseFileIsDamagedStaysOnDisk() {
        scene.at("1 s", "snapshot", "web", "as", "before", "takes:", "0 s");
        scene.at("2 s", "suspend", "web", "takes:", "0 s");
        scene.at("3 s", "damage", "web", "by:", "truncation");
        scene.at("4 s", "resume", "web");
        scene.at("4500 ms", "resume", "web");
        // The snapshot is another file.
        scene.at("5 s", "restore", "web", "from", "before");
        isRefused("6 s", "snapshot_truncated", "snapshot_truncated");
    }

    @Test
    void aSuspensionThatIsToLastForAWhileEndsByItself() {
        scene.at("1 s", "suspend", "web", "for", Duration.ofSeconds(2), "takes:", "500 ms");
        scene.at("4 s", "suspend", "web", "for", Duration.ofMillis(100), "takes:", "500 ms");
        scene.at("5 s", "pause", "web", "for", Duration.ofSeconds(1));
        scene.atEnd(near("1 ns", metric("web.paused"), time("3500 ms")));
        passes("7 s");
    }

    @Test
    void aSuspendedHostIsWoken() {
        scene.at("1 s", "suspend", "src");
        scene.at("2 s", "resume", "src");
        scene.at("3 s", "suspend", "src", "for", Duration.ofSeconds(2));
        scene.at("4 s", "resume", "src");
        scene.atEnd(near("1 ms", metric("src.cpu[0].busy"), time("4 s")));
        passes("6 s");
    }

    @Test
    void aHostThatIsAwakeIsNotWoken() {
        scene.at("1 s", "resume", "src");
        isRefused("2 s", "not_suspended");
    }

    @Test
    void aGuestWithoutStolenTimeIsMovedAndSavedLikeAnyOther() {
        Scene plain = new Scene();
        plain.host("src").add();
        plain.host("dst").add();
        plain.guest("web", "src")
                .pvtime(null)
                .process("work", new Behaviour.Busy())
                .add();
        plain.at("1 s", "migrate", "web", "to", "dst");
        plain.at("2 s", "snapshot", "web", "as", "before");
        plain.at("4 s", "restore", "web", "from", "before");
        plain.conserves("web.vcpu[0]");
        plain.atEnd(compare(plain.read("web.vcpu[0].waiting"), Relation.LESS, time("1 ms")));
        RunResult result = run(plain, "6 s");
        assertSound(result);
        assertThat(result.refusals()).isEmpty();
        assertHeld(result);
    }

    @Test
    void aSnapshotIsRestored() {
        scene.at("2 s", "snapshot", "web", "as", "good", "takes:", "100 ms");
        scene.at("3 s", "restore", "web", "from", "good");
        scene.atInstant("2900 ms", near("50 ms", metric("web.vcpu[0].stolen"), time("1400 ms")));
        scene.atInstant("3 s", near("10 ms", metric("web.vcpu[0].stolen"), time("1 s")));
        scene.atEnd(near("20 ms", metric("web.vcpu[0].stolen"), time("1500 ms")));
        passes("4 s");
    }

    @Test
    void aHostIsSuspendedAndNothingOfThatIsStolen() {
        scene.at("2 s", "suspend", "src", "for", Duration.ofSeconds(2));
        scene.at("3 s", "pause", "web");
        scene.rejected("pause", "web", "host_suspended");
        scene.atEnd(compare(metric("web.vcpu[0].paused"), Relation.EQUAL, time("2 s")));
        scene.atEnd(near("20 ms", metric("web.vcpu[0].stolen"), time("2 s")));
        passes("6 s");
    }

    @Test
    void aGuestSleepsUntilItsAlarmAndNothingOfThatIsStolen() {
        scene.at("2 s", "sleep", "web", "for", Duration.ofSeconds(2));
        scene.atInstant("3900 ms", near("20 ms", metric("web.clock"), time("2 s")));
        scene.atEnd(near("20 ms", metric("web.clock"), time("4 s")));
        scene.atEnd(near("20 ms", metric("web.vcpu[0].stolen"), time("2 s")));
        scene.atEnd(compare(metric("web.paused"), Relation.EQUAL, time("0 s")));
        passes("6 s");
    }

    @Test
    void anAlarmThatGoesOffWhileTheGuestIsPausedWakesItAfterwards() {
        scene.at("2 s", "sleep", "web", "for", Duration.ofSeconds(1));
        scene.at("2500 ms", "pause", "web", "for", Duration.ofSeconds(2));
        scene.atInstant("4400 ms", near("20 ms", metric("web.clock"), time("2 s")));
        scene.atEnd(near("20 ms", metric("web.clock"), time("3500 ms")));
        passes("6 s");
    }

    @Test
    void anAlarmIsAmongWhatIsSavedAndGoesOffAfterARestoreThatComesLate() {
        scene.at("1 s", "sleep", "web", "for", Duration.ofSeconds(1));
        scene.at("1500 ms", "snapshot", "web", "as", "asleep", "takes:", "0 s");
        scene.at("3 s", "restore", "web", "from", "asleep");
        scene.atInstant("2900 ms", near("20 ms", metric("web.clock"), time("1900 ms")));
        scene.atEnd(near("20 ms", metric("web.clock"), time("2 s")));
        passes("4 s");
    }
}

package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.run.scenes.Scene.busy;
import static org.foliot.run.scenes.Scene.on;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.workload.Behaviour;
import org.foliot.run.scenes.Scene;
import org.foliot.run.scenes.TestCatalog;
import org.foliot.time.Duration;

/**
 * Whatever happens to a guest, in whatever order: what cannot be done is refused, the times of every vCPU add up to elapsed
 * time at every instant, and the same again is the same run.
 */
class AnyTimelineTest {
    private static final int VCPUS = 3;

    /** An event with its clauses and settings, as {@link Scene#at} takes them. */
    record Happening(int millis, String verb, String target, List<Object> arguments) {}

    private static Arbitrary<Happening> happening(String target, String verb, Object... arguments) {
        return Arbitraries.integers()
                .between(1, 1900)
                .map(millis -> new Happening(millis, verb, target, List.of(arguments)));
    }

    @Provide
    Arbitrary<List<Happening>> timelines() {
        Arbitrary<String> vcpu = Arbitraries.of("web.vcpu[0]", "web.vcpu[1]", "web.vcpu[2]");
        Duration shortly = Duration.ofMillis(30);
        Arbitrary<Happening> guest = Arbitraries.oneOf(List.of(
                happening("web", "pause", "for", shortly),
                happening("web", "pause"),
                happening("web", "resume"),
                happening("web", "sigstop", "for", shortly),
                happening("web", "stop"),
                happening("web", "start"),
                happening("web", "migrate", "to", "dst", "downtime:", "20 ms"),
                happening("web", "migrate", "to", "src", "downtime:", "20 ms"),
                happening("web", "migrate", "to", "fast", "force:", "on"),
                happening("web", "snapshot", "as", "s", "takes:", "50 ms"),
                happening("web", "restore", "from", "s"),
                happening("web", "suspend", "takes:", "50 ms"),
                happening("web", "suspend", "for", shortly, "takes:", "10 ms"),
                happening("web", "kexec"),
                happening("web", "kexec", "pvtime:", "still_enabled", "aware:", "off"),
                happening("web", "crash"),
                happening("web", "reboot"),
                happening("web.work", "stop"),
                happening("web.work", "start")));
        Arbitrary<Happening> inside = Combinators.combine(
                        vcpu,
                        Arbitraries.oneOf(List.of(
                                happening("", "offline"),
                                happening("", "online"),
                                happening("", "add"),
                                happening("", "swap_out"),
                                happening("", "corrupt", "value:", "123456789"),
                                happening("", "preempt", "for", shortly),
                                happening("", "preempt", "for", shortly, "during:", "clock_update"),
                                happening("", "nice", "to", 5L),
                                happening("", "pin", "on", List.of(1)))))
                .as((target, what) -> new Happening(what.millis(), what.verb(), target, what.arguments()));
        Arbitrary<Happening> host = Arbitraries.oneOf(List.of(
                happening("src.cpu[0]", "unplug"),
                happening("src.cpu[0]", "replug"),
                happening("src", "suspend", "for", shortly),
                happening("src", "suspend"),
                happening("src", "resume"),
                happening("src.tenants", "freeze", "for", shortly),
                happening("src.tenants", "thaw"),
                happening("src", "upgrade", "to", new KernelRelease(6, 12)),
                happening("src.tenants", "quota", "to", Duration.ofMillis(5), "per", Duration.ofMillis(10)),
                happening("src.tenants", "unlimit"),
                happening("src.tenants", "weight", "to", 300L),
                happening("src.hog", "stop"),
                happening("src.hog", "start"),
                happening("src.hog", "sigstop", "for", shortly)));
        return Arbitraries.oneOf(List.of(guest, inside, host)).list().ofMaxSize(25);
    }

    private static RunResult run(String strategy, String release, List<Happening> timeline) {
        Scene scene = new Scene();
        scene.host("src")
                .kernel(release)
                .cpus(2)
                .group("tenants", "50 ms", "100 ms")
                .task(busy("hog", on(0)))
                .add();
        scene.host("dst").cpus(2).group("tenants", "50 ms", "100 ms").add();
        scene.host("fast").cpus(2).counter("1 GHz").add();
        scene.guest("web", "src")
                .pvtime(strategy)
                .vcpu(on(0))
                .vcpu(Scene.in("tenants"))
                .absentVcpu()
                .process("work", new Behaviour.Busy())
                .process("pulse", new Behaviour.Periodic(Duration.ofMillis(2), Duration.ofMillis(10)))
                .add();
        for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
            scene.conserves("web.vcpu[" + vcpu + "]");
        }
        timeline.forEach(h ->
                scene.at(h.millis() + " ms", h.verb(), h.target(), h.arguments().toArray()));
        return new Runner().run(scene.until("2 s"), 1, TestCatalog.whole(), new RunSettings());
    }

    @Property(tries = 200)
    void timesAddUpWhateverHappens(
            @ForAll("strategies") String strategy,
            @ForAll("releases") String release,
            @ForAll("timelines") List<Happening> timeline) {
        RunResult result = run(strategy, release, timeline);
        assertThat(result.error().map(e -> e.message() + e.trace())).isEmpty();
        assertThat(result.verdicts()).isNotEmpty().allMatch(v -> v.status() == Verdict.Status.HELD);
        assertThat(run(strategy, release, timeline).manifest().fingerprint())
                .isEqualTo(result.manifest().fingerprint());
    }

    @Provide
    Arbitrary<String> strategies() {
        return Arbitraries.of("userspace", "host_kernel", "guest_donated", null);
    }

    @Provide
    Arbitrary<String> releases() {
        return Arbitraries.of("5.8", "5.10", "6.6", "6.12");
    }
}

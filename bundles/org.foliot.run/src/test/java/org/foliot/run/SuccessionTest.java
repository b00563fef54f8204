package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.run.scenes.Scene.busy;
import static org.foliot.run.scenes.Scene.compare;
import static org.foliot.run.scenes.Scene.near;
import static org.foliot.run.scenes.Scene.on;

import java.util.List;
import java.util.Map;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Expression;
import org.foliot.run.scenes.Scene;
import org.foliot.run.scenes.TestCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Other software takes over, or a CPU goes and comes back, with every way of placing the structures on every architecture: whose
 * memory is written, whether stolen time begins again, and whether the books follow.
 *
 * <p>Two vCPUs compete for a processor each from power-on to the end. Expected are the words of the tables:
 *
 * <ul>
 *   <li>memory: <i>safe</i>, or <i>written</i> by the host though its owner never agreed;
 *   <li>what a vCPU's structure shows at the end: <i>again</i>, what has been waited since it happened; <i>on</i>, all that ever was;
 *       <i>none</i>, there is no structure;
 *   <li>the kernel: <i>books</i> what the structure shows; <i>blind</i>, it has no stolen time.
 * </ul>
 */
class SuccessionTest {
    /** What is booked at ticks lags by one, and a vCPU that boots is some ticks late. */
    private static final String TOLERANCE = "40 ms";

    /** arm64 stores the total; RISC-V a sequence before and after it; x86 a version before and after it, and the preempted flag. */
    private static final Map<String, Integer> STORES_PER_UPDATE = Map.of("kvm", 1, "kvm_riscv", 3, "kvm_x86", 4);

    private static final Expression NONE = new Expression.Constant(0);

    private static Scene scene(String hypervisor) {
        Scene scene = new Scene();
        scene.host("board")
                .cpus(2)
                .counter(hypervisor.equals("kvm_x86") ? "2.4 GHz" : "100 MHz")
                .hypervisor(hypervisor)
                .task(busy("hog_a", on(0)))
                .task(busy("hog_b", on(1)))
                .add();
        return scene;
    }

    private static Scene.GuestBuilder guest(Scene scene, String strategy, String... settings) {
        return scene.guest("web", "board")
                .pvtime(strategy)
                .vcpu(on(0))
                .vcpu(on(1))
                .kernel("6.12", settings)
                .process("a", new Behaviour.Busy())
                .process("b", new Behaviour.Busy());
    }

    private static Expression minus(Expression a, Expression b) {
        return new Expression.Arithmetic(Expression.Operator.MINUS, a, b);
    }

    private static void expectMemory(Scene scene, String word) {
        scene.atEnd(compare(scene.read("web.corruptions"), word.equals("safe") ? Relation.EQUAL : Relation.MORE, NONE));
    }

    /**
     * Expects a word of a structure.
     *
     * @param before what the vCPU had waited when it happened
     */
    private static void expectStructure(Scene scene, String vcpu, String word, String before) {
        Expression stolen = scene.read(vcpu + ".stolen");
        Expression waiting = scene.read(vcpu + ".waiting");
        switch (word) {
            case "on" -> scene.atEnd(near(TOLERANCE, stolen, waiting));
            case "again" -> scene.atEnd(near(TOLERANCE, stolen, minus(waiting, Scene.time(before))));
            case "none" -> scene.atEnd(compare(stolen, Relation.EQUAL, NONE));
            default -> throw new IllegalArgumentException(word);
        }
    }

    private static void expectKernel(Scene scene, String vcpu, String word, int cpus) {
        Expression booked = scene.read(vcpu + ".steal_time");
        if (word.equals("books")) {
            scene.atEnd(near(TOLERANCE, booked, scene.read(vcpu + ".stolen")));
            scene.atEnd(compare(scene.read("web.pvtime_cpus"), Relation.EQUAL, new Expression.Constant(cpus)));
        } else {
            scene.atEnd(compare(booked, Relation.EQUAL, NONE));
            scene.atEnd(compare(scene.read("web.pvtime_cpus"), Relation.EQUAL, NONE));
        }
    }

    private static void run(Scene scene) {
        scene.conserves("web.vcpu[0]");
        scene.conserves("web.vcpu[1]");
        RunResult result = new Runner().run(scene.until("8 s"), 1, TestCatalog.whole(), new RunSettings());
        assertThat(result.error().map(e -> e.message())).isEmpty();
        assertThat(result.verdicts().stream()
                        .filter(v -> v.status() != Verdict.Status.HELD)
                        .map(v -> v.failure().map(f -> f.sentence() + " " + f.sides())))
                .isEmpty();
        assertThat(result.refusals().stream().map(RefusedEvent::explanation)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}: pvtime {2}, aware {3}: {4}, {5}, {6}")
    @CsvSource({
        // The VMM's memory is nobody else's, so whether something is disabled is all the same: nothing can be.
        "kvm, userspace,   disabled,      on,  safe, again, books",
        "kvm, userspace,   still_enabled, on,  safe, again, books",
        "kvm, userspace,   disabled,      off, safe, on,    blind",
        "kvm, userspace,   still_enabled, off, safe, on,    blind",
        "kvm, host_kernel, disabled,      on,  safe, again, books",
        "kvm, host_kernel, still_enabled, on,  safe, again, books",
        "kvm, host_kernel, disabled,      off, safe, on,    blind",
        "kvm, host_kernel, still_enabled, off, safe, on,    blind",
        // Donated, it has to be taken back. PSCI CPU_ON leaves alone what the vCPU's last life donated.
        "kvm, guest_donated, disabled,      on,  safe,    again, books",
        "kvm, guest_donated, still_enabled, on,  written, again, books",
        "kvm, guest_donated, disabled,      off, safe,    none,  blind",
        "kvm, guest_donated, still_enabled, off, written, on,    blind",
        // INIT and hart_start end it on the CPU that the new kernel starts; the one that enters it is not started.
        "kvm_x86, guest_donated, disabled,      on,  safe,    again, books",
        "kvm_x86, guest_donated, still_enabled, on,  safe,    again, books",
        "kvm_x86, guest_donated, disabled,      off, safe,    none,  blind",
        "kvm_x86, guest_donated, still_enabled, off, written, none,  blind",
        "kvm_riscv, guest_donated, disabled,      on,  safe,    again, books",
        "kvm_riscv, guest_donated, still_enabled, on,  safe,    again, books",
        "kvm_riscv, guest_donated, disabled,      off, safe,    none,  blind",
        "kvm_riscv, guest_donated, still_enabled, off, written, none,  blind",
    })
    void kexec(
            String hypervisor,
            String strategy,
            String pvtime,
            String aware,
            String memory,
            String structure,
            String kernel) {
        Scene scene = scene(hypervisor);
        guest(scene, strategy).add();
        scene.at("4 s", "kexec", "web", "pvtime:", pvtime, "aware:", aware);
        expectMemory(scene, memory);
        expectStructure(scene, "web.vcpu[1]", structure, "2 s");
        expectKernel(scene, "web.vcpu[1]", kernel, 2);
        run(scene);
    }

    /**
     * The crash kernel has one CPU and nothing to do, so after its start nothing is stolen. The host writes a structure <i>once</i>
     * where it updates that of a CPU that is just stopping.
     */
    @ParameterizedTest(name = "{0} {1}: pvtime {2}, aware {3}: {4}")
    @CsvSource({
        "kvm, userspace,     still_enabled, on,  safe",
        "kvm, userspace,     still_enabled, off, safe",
        "kvm, host_kernel,   still_enabled, on,  safe",
        "kvm, host_kernel,   still_enabled, off, safe",
        // A CPU that the panic stops where it is ends nothing. If it waited for a processor just then, it is entered
        // once more.
        "kvm, guest_donated, disabled,      off, once",
        "kvm, guest_donated, still_enabled, on,  once",
        "kvm, guest_donated, still_enabled, off, written",
        "kvm_x86, guest_donated, disabled,      off, once",
        "kvm_x86, guest_donated, still_enabled, on,  once",
        "kvm_x86, guest_donated, still_enabled, off, written",
        "kvm_riscv, guest_donated, disabled,      off, once",
        "kvm_riscv, guest_donated, still_enabled, on,  once",
        "kvm_riscv, guest_donated, still_enabled, off, written",
    })
    void crash(String hypervisor, String strategy, String pvtime, String aware, String memory) {
        Scene scene = scene(hypervisor);
        guest(scene, strategy).add();
        scene.at("4 s", "crash", "web", "pvtime:", pvtime, "aware:", aware);
        Expression once = new Expression.Constant(STORES_PER_UPDATE.get(hypervisor));
        Relation relation =
                switch (memory) {
                    case "safe", "once" -> Relation.EQUAL;
                    case "written" -> Relation.MORE;
                    default -> throw new IllegalArgumentException(memory);
                };
        scene.atEnd(compare(scene.read("web.corruptions"), relation, memory.equals("safe") ? NONE : once));
        // The books are those of the CPU that has gone on: a kernel that is just up has lost no more than while it
        // booted.
        scene.atEnd(compare(scene.read("web.vcpu[0].steal_time"), Relation.LESS, Scene.time("60 ms")));
        Expression cpus = new Expression.Constant(aware.equals("on") ? 1 : 0);
        scene.atEnd(compare(scene.read("web.pvtime_cpus"), Relation.EQUAL, cpus));
        scene.atEnd(near("100 ms", scene.read("web.vcpu[1].offline"), Scene.time("4 s")));
        run(scene);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "kvm, userspace",
        "kvm, host_kernel",
        "kvm, guest_donated",
        "kvm_x86, guest_donated",
        "kvm_riscv, guest_donated",
    })
    void reboot(String hypervisor, String strategy) {
        Scene scene = scene(hypervisor);
        guest(scene, strategy).add();
        scene.at("4 s", "reboot", "web");
        expectMemory(scene, "safe");
        expectStructure(scene, "web.vcpu[1]", "again", "2 s");
        expectKernel(scene, "web.vcpu[1]", "books", 2);
        run(scene);
    }

    /** Firmware that runs for half a second, and so takes one, asks for stolen time itself and then starts the kernel. */
    @ParameterizedTest(name = "{0} {1}: release {2}, paravirt {3}: {4}, {5}, {6}")
    @CsvSource({
        "kvm, userspace,   off, on,  safe, again, books",
        "kvm, userspace,   off, off, safe, on,    blind",
        "kvm, host_kernel, off, on,  safe, again, books",
        "kvm, host_kernel, off, off, safe, on,    blind",
        "kvm, guest_donated, on,  on,  safe,    again, books",
        "kvm, guest_donated, off, on,  safe,    again, books",
        "kvm, guest_donated, on,  off, safe,    none,  blind",
        "kvm, guest_donated, off, off, written, on,    blind",
        "kvm_x86, guest_donated, on,  on,  safe,    again, books",
        "kvm_x86, guest_donated, off, on,  safe,    again, books",
        "kvm_x86, guest_donated, on,  off, safe,    none,  blind",
        "kvm_x86, guest_donated, off, off, written, on,    blind",
        "kvm_riscv, guest_donated, on,  on,  safe,    again, books",
        "kvm_riscv, guest_donated, off, on,  safe,    again, books",
        "kvm_riscv, guest_donated, on,  off, safe,    none,  blind",
        "kvm_riscv, guest_donated, off, off, written, on,    blind",
    })
    void firmware(
            String hypervisor,
            String strategy,
            String release,
            String paravirt,
            String memory,
            String structure,
            String kernel) {
        Scene scene = scene(hypervisor);
        guest(scene, strategy, "paravirt", paravirt)
                .firmware("pvtime", "on", "release", release, "run_time", "500 ms")
                .add();
        expectMemory(scene, memory);
        expectStructure(scene, "web.vcpu[0]", structure, "500 ms");
        expectKernel(scene, "web.vcpu[0]", kernel, 2);
        run(scene);
    }

    /**
     * A CPU is offline for a second. Where its counter begins again, the scheduler still knows the old total: a tick takes back what it
     * had booked, and measured accounting steals whatever is executed from then on.
     */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "kvm, userspace,     again",
        "kvm, host_kernel,   again",
        "kvm, guest_donated, again",
        "kvm_riscv, guest_donated, again",
        "kvm_x86, guest_donated,   on",
    })
    void hotplug(String hypervisor, String strategy, String structure) {
        for (String accounting : List.of("tick", "vtime")) {
            Scene scene = scene(hypervisor);
            guest(scene, strategy, "accounting", accounting).add();
            scene.at("4 s", "offline", "web.vcpu[1]");
            scene.at("5 s", "online", "web.vcpu[1]");
            expectMemory(scene, "safe");
            expectStructure(scene, "web.vcpu[1]", structure, "2 s");
            if (accounting.equals("tick") || structure.equals("on")) {
                expectKernel(scene, "web.vcpu[1]", "books", 2);
            } else {
                // Of its last three seconds the CPU executed half: all of that is stolen, and none of it used.
                Expression used = scene.read("web.vcpu[1].user_time");
                scene.atEnd(near("60 ms", used, Scene.time("2 s")));
                scene.atEnd(near("60 ms", scene.read("web.vcpu[1].steal_time"), Scene.time("5 s")));
            }
            run(scene);
        }
    }

    /** A vCPU that is added later has stolen time from its first instant in the kernel. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "kvm, userspace",
        "kvm, host_kernel",
        "kvm, guest_donated",
        "kvm_x86, guest_donated",
        "kvm_riscv, guest_donated",
    })
    void hotAdd(String hypervisor, String strategy) {
        Scene scene = scene(hypervisor);
        scene.guest("web", "board")
                .pvtime(strategy)
                .vcpu(on(0))
                .absentVcpu(on(1))
                .process("a", new Behaviour.Busy())
                .process("b", new Behaviour.Busy())
                .add();
        scene.at("4 s", "add", "web.vcpu[1]");
        expectMemory(scene, "safe");
        expectStructure(scene, "web.vcpu[1]", "on", "0 s");
        expectKernel(scene, "web.vcpu[1]", "books", 2);
        run(scene);
    }
}

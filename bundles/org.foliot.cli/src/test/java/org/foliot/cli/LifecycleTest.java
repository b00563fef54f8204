package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.hypervisor.arm64.KvmOptions;
import org.foliot.hypervisor.kvm.Kvm;
import org.junit.jupiter.api.Test;

/** The tables of the page "The life of a VM" are what the machine does to a hypervisor: nothing else, and all of it. */
class LifecycleTest extends CommandLineFixture {
    private static final Path PAGE = Path.of("../org.foliot.doc/src/main/resources/help/lifecycle.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| `(\\w+)` \\| `(\\w+)` \\|", Pattern.MULTILINE);
    private static final String EVENTFUL = """
            scenario eventful

            host source {
                cpus 2
                scheduler round_robin
                task hog on cpu 0 { busy }
            }

            host destination like source

            guest web on source {
                vcpus 2 on cpu 0..1
                pvtime userspace
                process work on vcpu 0 { busy }
                process nap on vcpu 1 { run 1 ms  sleep 9 ms }
            }

            timeline {
                at 1 s pause web
                at 2 s resume web
                at 3 s migrate web to destination { downtime 100 ms }
                at 5 s reboot web
                at 8 s end
            }
            """;

    /** One row of a table. */
    private record Step(String state, String call, String next) {}

    private static final Set<Step> MACHINE = new LinkedHashSet<>();
    private static final Set<Step> VCPU = new LinkedHashSet<>();
    private static final Set<Step> UNUSED = new LinkedHashSet<>();
    private static final Set<String> WRONG = new TreeSet<>();

    LifecycleTest() {
        super(watched());
    }

    private static Catalog watched() {
        List<InstalledExtension> extensions = new ArrayList<>(SmallCatalog.INSTALLED.extensions());
        extensions.removeIf(e -> e.kind() == ExtensionKind.HYPERVISOR);
        Hypervisor<KvmOptions> hypervisor = noted();
        extensions.add(
                0,
                new InstalledExtension(
                        ExtensionKind.HYPERVISOR,
                        "kvm",
                        "Watched.",
                        OptionSchema.of(hypervisor.optionsType()),
                        hypervisor,
                        new InstalledExtension.Provenance("org.example.kvm", "1.2.3", "sha256:" + "0".repeat(64))));
        return new SmallCatalog(extensions, List.of());
    }

    private static Set<Step> table(String heading) throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("\n## " + heading));
        int end = section.indexOf("\n## ", 1);
        Set<Step> steps = new LinkedHashSet<>();
        for (MatchResult row : ROW.matcher(end < 0 ? section : section.substring(0, end))
                .results()
                .toList()) {
            steps.add(new Step(row.group(1), row.group(2), row.group(3)));
        }
        return steps;
    }

    @Test
    void theMachineDoesWhatThePageSaysAndAllOfIt() throws IOException {
        MACHINE.addAll(table("A VM"));
        VCPU.addAll(table("A vCPU"));
        assertThat(MACHINE).isNotEmpty();
        assertThat(VCPU).isNotEmpty();
        UNUSED.addAll(MACHINE);
        UNUSED.addAll(VCPU);

        Path file = Files.writeString(folder.resolve("eventful.foliot"), EVENTFUL);
        assertThat(foliot("run", file)).as(out() + err()).isZero();

        assertThat(WRONG).isEmpty();
        assertThat(UNUSED).isEmpty();
    }

    /** KVM, with everything that is called of its machines noted. */
    @SuppressWarnings("unchecked")
    private static Hypervisor<KvmOptions> noted() {
        Kvm kvm = new Kvm();
        return (Hypervisor<KvmOptions>) Proxy.newProxyInstance(
                Hypervisor.class.getClassLoader(), new Class<?>[] {Hypervisor.class}, (proxy, method, arguments) -> {
                    Object answer = invoke(kvm, method, arguments);
                    return answer instanceof VirtualMachine made ? noted(made) : answer;
                });
    }

    private static VirtualMachine noted(VirtualMachine made) {
        Walk machine = new Walk(MACHINE, "made");
        Map<Integer, Walk> vcpus = new HashMap<>();
        return (VirtualMachine) Proxy.newProxyInstance(
                VirtualMachine.class.getClassLoader(),
                new Class<?>[] {VirtualMachine.class},
                (proxy, method, arguments) -> {
                    machine.take(method);
                    if (arguments != null && arguments.length > 0 && arguments[0] instanceof Integer vcpu) {
                        vcpus.computeIfAbsent(vcpu, v -> new Walk(VCPU, "out")).take(method);
                    }
                    return invoke(made, method, arguments);
                });
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Goes from state to state as a table allows it. */
    private static final class Walk {
        private final Set<Step> table;
        private String state;

        Walk(Set<Step> table, String state) {
            this.table = table;
            this.state = state;
        }

        void take(Method call) {
            if (table.stream().noneMatch(s -> s.call().equals(call.getName()))) {
                return;
            }
            for (Step step : table) {
                if (step.state().equals(state) && step.call().equals(call.getName())) {
                    state = step.next();
                    UNUSED.remove(step);
                    return;
                }
            }
            WRONG.add(call.getName() + " while " + state);
        }
    }
}

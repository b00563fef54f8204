package org.foliot.broken;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.broken.hypervisor.BrokenHyperv;
import org.foliot.broken.hypervisor.BrokenHypervComponent;
import org.foliot.broken.hypervisor.BrokenKvm;
import org.foliot.broken.hypervisor.BrokenKvmComponent;
import org.foliot.broken.hypervisor.BrokenSta;
import org.foliot.broken.hypervisor.BrokenStaComponent;
import org.foliot.broken.hypervisor.ForwardingHypervisor;
import org.foliot.broken.memory.BrokenMemory;
import org.foliot.broken.memory.BrokenMemoryComponent;
import org.foliot.broken.memory.SoundMemory;
import org.foliot.broken.options.BadOptions;
import org.foliot.broken.options.BadOptionsHypervisor;
import org.foliot.broken.options.BadOptionsMemory;
import org.foliot.broken.options.BadOptionsScheduler;
import org.foliot.broken.scheduler.BrokenScheduler;
import org.foliot.broken.scheduler.BrokenSchedulerComponent;
import org.foliot.broken.scheduler.SoundScheduler;
import org.foliot.broken.selection.Selection;
import org.foliot.broken.state.RememberingHypervisor;
import org.foliot.broken.state.RememberingMemory;
import org.foliot.broken.state.RememberingScheduler;
import org.foliot.hypervisor.arm64.KvmMachine;
import org.foliot.hypervisor.hyperv.Hyperv;
import org.foliot.hypervisor.kvm.Kvm;
import org.foliot.hypervisor.kvmriscv.KvmRiscv;

/**
 * An extension that is wired and breaks a rule.
 *
 * @param kind what it is
 * @param name what is wrong with it, in one word
 * @param component the class of its component
 * @param selection which of those that the component can be, if it can be several
 * @param rule the rule that it is meant for; empty where several say the same
 * @param libraries classes of packages that the component needs beside its own
 */
public record BrokenBundle(
        ExtensionKind kind,
        String name,
        Class<?> component,
        Optional<String> selection,
        Optional<String> rule,
        List<Class<?>> libraries) {
    /** What a scenario would call each of them. */
    public static final String ID = "broken";

    /** All of them, those of one kind after those of another. */
    public static List<BrokenBundle> all() {
        List<BrokenBundle> all = new ArrayList<>();
        for (BrokenMemory broken : BrokenMemory.values()) {
            all.add(selected(ExtensionKind.MEMORY_STRATEGY, broken, BrokenMemoryComponent.class)
                    .breaking(broken.rule()));
        }
        for (BrokenScheduler broken : BrokenScheduler.values()) {
            all.add(selected(ExtensionKind.HOST_SCHEDULER, broken, BrokenSchedulerComponent.class)
                    .breaking(broken.rule()));
        }
        hypervisors().forEach(all::add);
        all.addAll(ofAnyKind(
                ExtensionKind.MEMORY_STRATEGY, BadOptionsMemory.class, RememberingMemory.class, SoundMemory.class));
        all.addAll(ofAnyKind(
                ExtensionKind.HOST_SCHEDULER,
                BadOptionsScheduler.class,
                RememberingScheduler.class,
                SoundScheduler.class));
        all.addAll(ofAnyKind(
                ExtensionKind.HYPERVISOR,
                BadOptionsHypervisor.class,
                RememberingHypervisor.class,
                ForwardingHypervisor.class,
                Hyperv.class));
        return all;
    }

    private static Stream<BrokenBundle> hypervisors() {
        return Stream.of(
                        hypervisors(BrokenKvm.values(), BrokenKvmComponent.class, Kvm.class, KvmMachine.class),
                        hypervisors(BrokenSta.values(), BrokenStaComponent.class, KvmRiscv.class),
                        hypervisors(BrokenHyperv.values(), BrokenHypervComponent.class, Hyperv.class))
                .flatMap(s -> s);
    }

    private static Stream<BrokenBundle> hypervisors(Enum<?>[] broken, Class<?> component, Class<?>... libraries) {
        return Arrays.stream(broken).map(b -> selected(ExtensionKind.HYPERVISOR, b, component, libraries));
    }

    private static BrokenBundle selected(
            ExtensionKind kind, Enum<?> broken, Class<?> component, Class<?>... libraries) {
        return new BrokenBundle(
                kind,
                broken.name().toLowerCase(Locale.ROOT),
                component,
                Optional.of(broken.name()),
                Optional.empty(),
                List.of(libraries));
    }

    /** What every extension can get wrong, whatever its kind. */
    private static List<BrokenBundle> ofAnyKind(
            ExtensionKind kind, Class<?> badOptions, Class<?> remembering, Class<?>... libraries) {
        List<BrokenBundle> all = new ArrayList<>();
        for (BadOptions bad : BadOptions.values()) {
            if (!bad.rule().isEmpty()) {
                all.add(selected(kind, bad, badOptions, libraries).breaking(bad.rule()));
            }
        }
        all.add(new BrokenBundle(
                kind,
                "remembers",
                remembering,
                Optional.empty(),
                Optional.of("the component has no state"),
                List.of(libraries)));
        return all;
    }

    private BrokenBundle breaking(String theRule) {
        return new BrokenBundle(kind, name, component, selection, Optional.of(theRule), libraries);
    }

    /** Its kind and what is wrong with it. */
    @Override
    public String toString() {
        return kind.word() + " " + name;
    }

    /** Makes the jar, in a folder; where it is then. */
    public Path writeTo(Path folder) throws IOException {
        BundleJar jar = BundleJar.named("org.example." + kind.word() + "." + name)
                .component(component, kind.service(), ID)
                .packageOf(Selection.class);
        for (Class<?> library : libraries) {
            jar.packageOf(library);
        }
        selection.ifPresent(s -> jar.file(Selection.FILE, s.getBytes(StandardCharsets.UTF_8)));
        return jar.writeTo(folder);
    }
}

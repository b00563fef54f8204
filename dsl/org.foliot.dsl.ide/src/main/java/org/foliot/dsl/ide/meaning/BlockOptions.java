package org.foliot.dsl.ide.meaning;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.timeline.EventKind;
import org.foliot.api.timeline.Events;
import org.foliot.api.workload.ProgramKind;
import org.foliot.api.workload.Programs;
import org.foliot.dsl.foliot.Act;
import org.foliot.dsl.foliot.Axis;
import org.foliot.dsl.foliot.AxisCell;
import org.foliot.dsl.foliot.Disciplining;
import org.foliot.dsl.foliot.Features;
import org.foliot.dsl.foliot.Firmware;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.HypervisorUse;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.KernelUse;
import org.foliot.dsl.foliot.Monitoring;
import org.foliot.dsl.foliot.OptionBlock;
import org.foliot.dsl.foliot.PvTime;
import org.foliot.dsl.foliot.SchedulerUse;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.resolve.Property;

/** Which options a block of settings can set, whoever declared them. */
public final class BlockOptions {
    private static final List<OptionDescriptor> HOST_KERNEL =
            OptionSchema.of(HostKernelOptions.class).options();
    private static final List<OptionDescriptor> GUEST_KERNEL =
            OptionSchema.of(GuestKernelOptions.class).options();
    private static final List<OptionDescriptor> FIRMWARE =
            OptionSchema.of(FirmwareOptions.class).options();
    private static final List<OptionDescriptor> FEATURES =
            OptionSchema.of(ProcessorFeatures.class).options();

    private final Supplier<Catalog> catalog;

    /**
     * The options of one block.
     *
     * @param owner whose they are, for people: {@code hypervisor kvm}
     * @param source where they are declared: a bundle with its version, or the simulator itself
     * @param options the options
     * @param release the kernel release whose defaults hold there
     */
    public record Offer(String owner, String source, List<OptionDescriptor> options, KernelRelease release) {
        /** The option of a name. */
        public Optional<OptionDescriptor> option(String name) {
            return options.stream().filter(o -> o.name().equals(name)).findFirst();
        }
    }

    /** Asks the catalogue anew for every block. */
    @Inject
    public BlockOptions(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    /** The options that stand beside a setting; absent where it is not known whose they are. */
    public Optional<Offer> of(Setting setting) {
        return setting.eContainer() instanceof OptionBlock block ? of(block) : Optional.empty();
    }

    /** The options of a block. */
    public Optional<Offer> of(OptionBlock block) {
        return ofHolder(block.eContainer());
    }

    /** The options of the block that a statement has or could have. */
    public Optional<Offer> ofHolder(EObject holder) {
        if (holder instanceof HypervisorUse use) {
            return extension(ExtensionKind.HYPERVISOR, WrittenWord.of(use.getExtension()), use);
        } else if (holder instanceof SchedulerUse use) {
            return extension(ExtensionKind.HOST_SCHEDULER, WrittenWord.of(use.getExtension()), use);
        } else if (holder instanceof PvTime use) {
            return extension(ExtensionKind.MEMORY_STRATEGY, WrittenWord.of(use.getExtension()), use);
        } else if (holder instanceof KernelUse use) {
            boolean guest = use.eContainer() instanceof Guest;
            return offer(guest ? "a guest kernel" : "a host kernel", guest ? GUEST_KERNEL : HOST_KERNEL, use);
        } else if (holder instanceof KernelDefinition kernel) {
            return offer("a kernel", ofAnyKernel(), kernel);
        } else if (holder instanceof Firmware firmware) {
            return offer("firmware", FIRMWARE, firmware);
        } else if (holder instanceof Features features) {
            return offer("features", FEATURES, features);
        } else if (holder instanceof Monitoring monitor) {
            return program(Programs.monitors(), WrittenWord.of(monitor.getKind()), monitor);
        } else if (holder instanceof Disciplining discipline) {
            return program(Programs.disciplines(), WrittenWord.of(discipline.getKind()), discipline);
        } else if (holder instanceof AxisCell cell) {
            return StudyAxes.of(cell).flatMap(a -> axis(a, cell));
        } else if (holder instanceof Act act && act.getVerb() != null) {
            return Events.find(act.getVerb()).flatMap(e -> event(e, act));
        }
        return Optional.empty();
    }

    /** The settings that a value of an axis can have, for the host or guest that varies. */
    private Optional<Offer> axis(Axis axis, AxisCell cell) {
        Optional<ExtensionKind> extensions = StudyAxes.extensions(axis);
        if (extensions.isPresent()) {
            return extension(extensions.get(), WrittenWord.of(cell.getValue()), axis.getRoot());
        }
        boolean guest = axis.getRoot() instanceof Guest;
        return StudyAxes.property(axis)
                .filter(p -> p.form() == Property.Form.KERNEL)
                .flatMap(p -> offer(
                        guest ? "a guest kernel" : "a host kernel",
                        guest ? GUEST_KERNEL : HOST_KERNEL,
                        axis.getRoot()));
    }

    private Optional<Offer> extension(ExtensionKind kind, Optional<String> id, EObject place) {
        return id.flatMap(i -> catalog.get().find(kind, i))
                .map(e -> new Offer(
                        kind.title() + " " + e.id(), source(e), e.schema().options(), Releases.at(place)));
    }

    /** Where an extension comes from, for people. */
    public static String source(InstalledExtension extension) {
        return extension.bundle().symbolicName() + " " + extension.bundle().version();
    }

    private static Optional<Offer> program(List<ProgramKind> kinds, Optional<String> name, EObject place) {
        return name.flatMap(n -> kinds.stream().filter(k -> k.name().equals(n)).findFirst())
                .flatMap(k -> offer(k.name(), k.schema().options(), place));
    }

    private static Optional<Offer> event(EventKind kind, EObject place) {
        return offer(kind.verb(), OptionSchema.of(kind.options()).options(), place);
    }

    private static Optional<Offer> offer(String owner, List<OptionDescriptor> options, EObject place) {
        return Optional.of(new Offer(owner, "", options, Releases.at(place)));
    }

    /** The options of kernels that run on hosts. */
    public static List<OptionDescriptor> ofHostKernels() {
        return HOST_KERNEL;
    }

    /** The options of kernels that run in guests. */
    public static List<OptionDescriptor> ofGuestKernels() {
        return GUEST_KERNEL;
    }

    /** The options that any kernel has, each once. */
    public static List<OptionDescriptor> ofAnyKernel() {
        Map<String, OptionDescriptor> any = new LinkedHashMap<>();
        HOST_KERNEL.forEach(o -> any.put(o.name(), o));
        GUEST_KERNEL.forEach(o -> any.putIfAbsent(o.name(), o));
        return new ArrayList<>(any.values());
    }
}

package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.KernelSource;
import org.foliot.dsl.foliot.KernelUse;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.messages.Spelling;

/** Reads which kernel a host or guest runs, and how it is built. */
final class Kernels {
    private static final OptionSchema<HostKernelOptions> HOST = OptionSchema.of(HostKernelOptions.class);
    private static final OptionSchema<GuestKernelOptions> GUEST = OptionSchema.of(GuestKernelOptions.class);

    private final Parameters parameters;
    private final Values values;
    private final Options options;
    private final Findings findings;

    Kernels(Parameters parameters, Values values, Options options, Findings findings) {
        this.parameters = parameters;
        this.values = values;
        this.options = options;
        this.findings = findings;
    }

    /** Checks a definition for itself: a setting must be one of host kernels or of guest kernels. */
    void check(KernelDefinition kernel) {
        if (kernel.getRelease() != null) {
            values.release(kernel.getRelease(), kernel);
        }
        if (kernel.getOptions() == null) {
            return;
        }
        for (Setting setting : kernel.getOptions().getSettings()) {
            String name = setting.getName();
            if (name != null
                    && HOST.option(name).isEmpty()
                    && GUEST.option(name).isEmpty()) {
                List<String> known = new ArrayList<>();
                HOST.options().forEach(o -> known.add(o.name()));
                GUEST.options().stream()
                        .map(OptionDescriptor::name)
                        .filter(n -> !known.contains(n))
                        .forEach(known::add);
                findings.error(
                        Codes.OPTION_UNKNOWN,
                        setting,
                        FoliotPackage.Literals.SETTING__NAME,
                        "no kernel has an option " + name,
                        Spelling.remedy(name, known, "options of kernels"),
                        Spelling.nearest(name, known));
            }
        }
    }

    /** The kernel of a host. */
    KernelChoice ofHost(Optional<KernelUse> use, EObject host) {
        return read(use, HOST, "a host kernel", host);
    }

    /** The kernel of a guest. */
    KernelChoice ofGuest(Optional<KernelUse> use, EObject guest) {
        return read(use, GUEST, "a guest kernel", guest);
    }

    private KernelChoice read(Optional<KernelUse> use, OptionSchema<?> schema, String what, EObject owner) {
        if (use.isEmpty()) {
            return new KernelChoice(Defaults.KERNEL, Collections.emptySortedMap(), owner);
        }
        KernelSource source = use.get().getSource();
        KernelRelease release = Defaults.KERNEL;
        SortedMap<String, String> settings = new TreeMap<>();
        if (use.get().getRelease() != null) {
            release = values.release(use.get().getRelease(), use.get()).orElse(release);
        } else if (source instanceof Parameter parameter && !parameter.eIsProxy()) {
            release = parameters
                    .literal(parameter)
                    .flatMap(l -> values.release(l.text(), use.get()))
                    .orElse(release);
        } else if (source instanceof KernelDefinition kernel && !kernel.eIsProxy()) {
            for (KernelDefinition each : Refinement.lineage(kernel)) {
                release = each.getRelease() == null
                        ? release
                        : values.release(each.getRelease(), each).orElse(release);
                settings.putAll(options.read(each.getOptions(), schema, what));
            }
        }
        settings.putAll(options.read(use.get().getOptions(), schema, what));
        return new KernelChoice(release, Collections.unmodifiableSortedMap(settings), use.get());
    }
}

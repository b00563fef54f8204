package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.KernelSource;
import org.foliot.dsl.foliot.KernelUse;
import org.foliot.dsl.foliot.Parameter;

/** Reads which kernel a host or guest runs, and how it is built. */
final class Kernels {
    private final Parameters parameters;
    private final Values values;
    private final Options options;

    Kernels(Parameters parameters, Values values, Options options) {
        this.parameters = parameters;
        this.values = values;
        this.options = options;
    }

    /**
     * The kernel of a host or guest.
     *
     * @param use its statement, absent for the default kernel
     * @param schema the settings that such a kernel has
     * @param what {@code a host kernel} or {@code a guest kernel}
     */
    KernelChoice read(Optional<KernelUse> use, OptionSchema<?> schema, String what, EObject owner) {
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

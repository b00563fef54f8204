package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.KernelSource;
import org.foliot.dsl.foliot.KernelUse;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.messages.Spelling;
import org.foliot.dsl.resolve.Overrides.PropertyValue;
import org.foliot.dsl.resource.ImportedFiles;

/** Reads which kernel a host or guest runs, and how it is built. */
final class Kernels {
    private static final OptionSchema<HostKernelOptions> HOST = OptionSchema.of(HostKernelOptions.class);
    private static final OptionSchema<GuestKernelOptions> GUEST = OptionSchema.of(GuestKernelOptions.class);

    private final ScenarioFile file;
    private final Overrides overrides;
    private final Parameters parameters;
    private final Values values;
    private final Options options;
    private final Findings findings;

    Kernels(
            ScenarioFile file,
            Overrides overrides,
            Parameters parameters,
            Values values,
            Options options,
            Findings findings) {
        this.file = file;
        this.overrides = overrides;
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
        return read(use, overrides.of(host, Property.HOST_KERNEL), HOST, "a host kernel", host);
    }

    /** The kernel of a guest. */
    KernelChoice ofGuest(Optional<KernelUse> use, EObject guest) {
        return read(use, overrides.of(guest, Property.GUEST_KERNEL), GUEST, "a guest kernel", guest);
    }

    private KernelChoice read(
            Optional<KernelUse> use,
            Optional<PropertyValue> instead,
            OptionSchema<?> schema,
            String what,
            EObject owner) {
        EObject place = use.map(EObject.class::cast).orElse(owner);
        SortedMap<String, String> settings = new TreeMap<>();
        KernelRelease release = instead.isPresent()
                ? instead(instead.get(), use, schema, what, place, settings)
                : use.map(u -> stated(u, schema, what, settings)).orElse(Defaults.KERNEL);
        use.ifPresent(u -> settings.putAll(options.read(u.getOptions(), schema, what)));
        instead.ifPresent(v -> settings.putAll(v.settings()));
        return new KernelChoice(release, Collections.unmodifiableSortedMap(settings), place);
    }

    /** The release that a scenario says; the settings of the kernel that it names are added. */
    private KernelRelease stated(
            KernelUse use, OptionSchema<?> schema, String what, SortedMap<String, String> settings) {
        KernelSource source = use.getSource();
        KernelRelease release = Defaults.KERNEL;
        if (use.getRelease() != null) {
            return values.release(use.getRelease(), use).orElse(release);
        } else if (source instanceof Parameter parameter && !parameter.eIsProxy()) {
            return parameters
                    .literal(parameter)
                    .flatMap(l -> values.release(l.text(), use))
                    .orElse(release);
        } else if (source instanceof KernelDefinition kernel && !kernel.eIsProxy()) {
            return defined(kernel, schema, what, settings);
        }
        return release;
    }

    private KernelRelease defined(
            KernelDefinition kernel, OptionSchema<?> schema, String what, SortedMap<String, String> settings) {
        KernelRelease release = Defaults.KERNEL;
        for (KernelDefinition each : Refinement.lineage(kernel)) {
            release = each.getRelease() == null
                    ? release
                    : values.release(each.getRelease(), each).orElse(release);
            settings.putAll(options.read(each.getOptions(), schema, what));
        }
        return release;
    }

    /** Another kernel by name, or another release of the same one. */
    private KernelRelease instead(
            PropertyValue value,
            Optional<KernelUse> use,
            OptionSchema<?> schema,
            String what,
            EObject place,
            SortedMap<String, String> settings) {
        KernelDefinition kernel = definitions().get(value.text());
        if (kernel != null) {
            return defined(kernel, schema, what, settings);
        }
        use.ifPresent(u -> stated(u, schema, what, settings));
        return values.release(value.text(), place).orElse(Defaults.KERNEL);
    }

    /** The kernels that the file can see, by name. */
    Map<String, KernelDefinition> definitions() {
        Map<String, KernelDefinition> definitions = new LinkedHashMap<>();
        for (ScenarioFile visible : ImportedFiles.visibleFrom(file)) {
            for (Element element : visible.getElements()) {
                if (element instanceof KernelDefinition kernel && kernel.getName() != null) {
                    definitions.putIfAbsent(kernel.getName(), kernel);
                }
            }
        }
        return definitions;
    }
}

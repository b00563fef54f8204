package org.foliot.dsl.ide.meaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionException;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.KernelUse;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.resolve.Defaults;
import org.foliot.dsl.resolve.Refinement;

/** Which kernel release holds at a place, and which releases make a difference at all. */
public final class Releases {
    private Releases() {}

    /** The release of the host, guest or kernel that a place is in; the default release where nothing is said. */
    public static KernelRelease at(EObject place) {
        KernelDefinition kernel = EcoreUtil2.getContainerOfType(place, KernelDefinition.class);
        if (kernel != null) {
            return of(kernel).orElse(Defaults.KERNEL);
        }
        Root root = EcoreUtil2.getContainerOfType(place, Root.class);
        return Refinement.find(Refinement.members(root), KernelUse.class)
                .flatMap(Releases::of)
                .orElse(Defaults.KERNEL);
    }

    /** The release that a statement names, by itself, by a parameter or by a kernel that is defined elsewhere. */
    public static Optional<KernelRelease> of(KernelUse use) {
        if (use.getRelease() != null) {
            return parse(use.getRelease());
        } else if (use.getSource() instanceof KernelDefinition kernel && !kernel.eIsProxy()) {
            return of(kernel);
        } else if (use.getSource() instanceof Parameter parameter
                && !parameter.eIsProxy()
                && parameter.getValue() instanceof NumberValue number) {
            return parse(number.getNumber());
        }
        return Optional.empty();
    }

    /** The release of a definition, or of the one that it is like. */
    public static Optional<KernelRelease> of(KernelDefinition kernel) {
        return Refinement.lineage(kernel).stream()
                .map(KernelDefinition::getRelease)
                .filter(r -> r != null)
                .reduce((a, b) -> b)
                .flatMap(Releases::parse);
    }

    private static Optional<KernelRelease> parse(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(KernelRelease.parse(text));
        } catch (OptionException e) {
            return Optional.empty();
        }
    }

    /** What came to be otherwise with a release, in Markdown: each option of kernels and extensions that it changed. */
    public static String changes(KernelRelease release, Catalog catalog) {
        StringBuilder text = new StringBuilder();
        BlockOptions.ofAnyKernel().forEach(o -> change(text, o, "kernels", release));
        catalog.extensions().forEach(e -> e.schema()
                .options()
                .forEach(o -> change(text, o, e.kind().title() + " " + e.id(), release)));
        return text.isEmpty() ? "" : "**Linux " + release + "** changed\n" + text;
    }

    private static void change(StringBuilder text, OptionDescriptor option, String owner, KernelRelease release) {
        option.byRelease().stream().filter(c -> c.from().equals(release)).forEach(c -> text.append("\n- `")
                .append(option.name())
                .append("` of ")
                .append(owner)
                .append(" to ")
                .append(c.value()));
    }

    /** Releases from which on some option has another default, and the default release; oldest first. */
    public static SortedSet<KernelRelease> known(Catalog catalog) {
        List<OptionDescriptor> all = new ArrayList<>(BlockOptions.ofHostKernels());
        all.addAll(BlockOptions.ofGuestKernels());
        catalog.extensions().stream().map(InstalledExtension::schema).forEach(s -> all.addAll(s.options()));
        SortedSet<KernelRelease> releases = new TreeSet<>();
        releases.add(Defaults.KERNEL);
        all.forEach(o -> o.byRelease().forEach(r -> releases.add(r.from())));
        return releases;
    }
}

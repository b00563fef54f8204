package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.OptionBlock;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.messages.Spelling;
import org.foliot.dsl.resolve.Overrides.PropertyValue;

/** Finds the extensions that a scenario names among those that are installed. */
final class Installed {
    private final Catalog catalog;
    private final Values values;
    private final Options options;
    private final Findings findings;

    Installed(Catalog catalog, Values values, Options options, Findings findings) {
        this.catalog = catalog;
        this.values = values;
        this.options = options;
        this.findings = findings;
    }

    /** The component behind a choice, if it is installed. */
    Optional<InstalledExtension> find(ExtensionChoice choice) {
        return catalog.find(choice.kind(), choice.id());
    }

    /** Asks an extension something; as {@link Catalog#ask}. */
    <T> T ask(InstalledExtension extension, Supplier<T> question) {
        return catalog.ask(extension, question);
    }

    /** The id that a word or parameter names. */
    Optional<String> id(WordValue word, String what) {
        Optional<Literal> literal = values.literal(word);
        if (literal.isPresent() && literal.get().kind() != Literal.Kind.WORD) {
            findings.error(
                    Codes.VALUE_KIND, word, literal.get().subject() + " is not the id of a " + what, "an id is a word");
            return Optional.empty();
        }
        return literal.map(Literal::text);
    }

    /** Reads a choice with its settings. An id that is not installed is reported and kept; its settings are not read. */
    ExtensionChoice choose(
            ExtensionKind kind, String id, WordValue word, OptionBlock block, KernelRelease release, EObject source) {
        Optional<InstalledExtension> extension = catalog.find(kind, id);
        if (extension.isEmpty()) {
            boolean isDefault = word == null;
            reportUnknown(
                    kind,
                    id,
                    isDefault ? source : word,
                    isDefault ? Name.feature(source) : null,
                    isDefault ? ", which is the default" : "");
            return new ExtensionChoice(kind, id, new TreeMap<>(), source);
        }
        SortedMap<String, String> settings = options.read(block, extension.get().schema(), id);
        options.requireAll(
                extension.get().schema(), settings, release, word == null ? source : word, kind.title() + " " + id);
        return new ExtensionChoice(kind, id, settings, source);
    }

    private void reportUnknown(
            ExtensionKind kind, String id, EObject place, EStructuralFeature feature, String addition) {
        List<String> ids = catalog.ids(kind);
        findings.error(
                Codes.EXTENSION_UNKNOWN,
                place,
                feature,
                "no " + kind.title() + " " + id + " is installed" + addition,
                remedy(kind, id, ids),
                Spelling.nearest(id, ids));
    }

    /** A choice that does not stand in the scenario, with its settings as texts that its options accept. */
    ExtensionChoice choose(
            ExtensionKind kind, String id, SortedMap<String, String> settings, KernelRelease release, EObject source) {
        Optional<InstalledExtension> extension = catalog.find(kind, id);
        if (extension.isEmpty()) {
            reportUnknown(kind, id, source, null, "");
        } else {
            options.requireAll(extension.get().schema(), settings, release, source, kind.title() + " " + id);
        }
        return new ExtensionChoice(kind, id, settings, source);
    }

    /**
     * What takes the place of a choice of the scenario. Settings of the scenario belong to the extension that it names: they
     * stay where that stays.
     *
     * @param word what the scenario names, null for nothing
     * @param block its settings, null for none
     */
    ExtensionChoice instead(
            ExtensionKind kind,
            PropertyValue value,
            WordValue word,
            OptionBlock block,
            KernelRelease release,
            EObject source) {
        boolean same = word != null
                && values.literal(word)
                        .filter(l -> l.text().equals(value.text()))
                        .isPresent();
        if (!same) {
            return choose(kind, value.text(), value.settings(), release, source);
        }
        ExtensionChoice stated = choose(kind, value.text(), word, block, release, source);
        SortedMap<String, String> settings = new TreeMap<>(stated.settings());
        settings.putAll(value.settings());
        return new ExtensionChoice(kind, stated.id(), settings, source);
    }

    /** Reports that the scheduler is not installed that a kernel has built in, on a host that names no other. */
    void requireBuiltInScheduler(KernelRelease release, EObject host) {
        if (catalog.builtInScheduler(release).isEmpty()) {
            ExtensionKind kind = ExtensionKind.HOST_SCHEDULER;
            List<String> ids = catalog.ids(kind);
            findings.error(
                    Codes.EXTENSION_UNKNOWN,
                    host,
                    Name.feature(host),
                    "the host scheduler of Linux " + release + " is not installed",
                    ids.isEmpty()
                            ? remedy(kind, "", ids)
                            : "name one, as scheduler " + ids.get(0) + "; installed: " + Spelling.list(ids),
                    List.of());
        }
    }

    private String remedy(ExtensionKind kind, String id, List<String> ids) {
        Optional<UnwiredBundle> meant = catalog.unwired(id);
        if (meant.isPresent()) {
            return "no use can be made of " + meant.get().name() + ": "
                    + meant.get().reason();
        }
        if (ids.isEmpty()) {
            return "no " + kind.title() + " is installed at all; put its bundle into the plug-in folder";
        }
        List<String> nearest = Spelling.nearest(id, ids);
        String installed = "installed: " + Spelling.list(ids);
        return nearest.isEmpty() ? installed : "did you mean " + String.join(" or ", nearest) + "? " + installed;
    }
}

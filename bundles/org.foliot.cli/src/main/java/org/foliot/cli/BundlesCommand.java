package org.foliot.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.export.JsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what is installed with its options, and says why something that is there is not wired. */
@Command(
        name = "bundles",
        description =
                "List the installed hypervisors, memory strategies and host schedulers with their options, and say"
                        + " why a bundle is not wired.")
final class BundlesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Show only these ids, with their options.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--json", description = "Print a JSON document.")
    private boolean json;

    private final Supplier<Catalog> catalog;

    BundlesCommand(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    @Override
    public Integer call() {
        Catalog snapshot = catalog.get();
        List<InstalledExtension> shown = snapshot.extensions().stream()
                .filter(e -> ids.isEmpty() || ids.contains(e.id()))
                .collect(Collectors.toUnmodifiableList());
        for (String id : ids) {
            if (shown.stream().noneMatch(e -> e.id().equals(id))) {
                throw new UsageException("nothing with the id " + id + " is installed; " + remedy(id, snapshot));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(document(shown, snapshot.unwired()), out);
        } else {
            print(out, shown, ids.isEmpty() ? snapshot.unwired() : List.of());
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String remedy(String id, Catalog snapshot) {
        return snapshot.unwired(id)
                .map(meant -> "no use can be made of " + meant.name() + ": " + meant.reason())
                .orElseGet(() -> "installed are "
                        + snapshot.extensions().stream()
                                .map(InstalledExtension::id)
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }

    private static void print(PrintWriter out, List<InstalledExtension> shown, List<UnwiredBundle> unwired) {
        for (InstalledExtension e : shown) {
            out.printf(
                    "%s %s  (%s %s)%n    %s%n",
                    e.kind().word(),
                    e.id(),
                    e.bundle().symbolicName(),
                    e.bundle().version(),
                    e.documentation());
            for (OptionDescriptor option : e.schema().options()) {
                out.printf("    %-24s %s%n", option.name(), values(option));
                out.printf("    %-24s   %s%n", "", option.documentation());
            }
            out.println();
        }
        if (!unwired.isEmpty()) {
            out.println("Not wired:");
            for (UnwiredBundle bundle : unwired) {
                out.printf("    %s: %s%n", bundle.name(), bundle.reason());
            }
        }
    }

    private static String values(OptionDescriptor option) {
        StringBuilder text = new StringBuilder(
                option.words().isEmpty() ? option.type().expectation() : String.join(" | ", option.words()));
        text.append(option.defaultText().map(d -> "; default " + d).orElse("; must be set"));
        for (OptionDescriptor.ReleaseDefault later : option.byRelease()) {
            text.append(", ").append(later.value()).append(" from ").append(later.from());
            if (!later.commit().isEmpty()) {
                text.append(" (").append(later.commit()).append(')');
            }
        }
        option.min().ifPresent(min -> text.append("; at least ").append(min));
        option.max().ifPresent(max -> text.append("; at most ").append(max));
        return text.toString();
    }

    private static Map<String, Object> document(List<InstalledExtension> shown, List<UnwiredBundle> unwired) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "extensions", shown.stream().map(BundlesCommand::extension).collect(Collectors.toUnmodifiableList()));
        document.put("unwired", unwired);
        return document;
    }

    private static Map<String, Object> extension(InstalledExtension e) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", e.kind().word());
        object.put("id", e.id());
        object.put("documentation", e.documentation());
        object.put("bundle", e.bundle().symbolicName());
        object.put("version", e.bundle().version());
        object.put("digest", e.bundle().digest());
        object.put(
                "options",
                e.schema().options().stream().map(BundlesCommand::option).collect(Collectors.toUnmodifiableList()));
        return object;
    }

    private static Map<String, Object> option(OptionDescriptor option) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", option.name());
        object.put("type", JsonDocument.word(option.type()));
        object.put("words", option.words());
        object.put("default", option.defaultText().orElse(null));
        List<Map<String, String>> byRelease = new ArrayList<>();
        for (OptionDescriptor.ReleaseDefault later : option.byRelease()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("from", later.from().toString());
            entry.put("value", later.value());
            entry.put("commit", later.commit());
            byRelease.add(entry);
        }
        object.put("by_release", byRelease);
        object.put("min", option.min().orElse(null));
        object.put("max", option.max().orElse(null));
        object.put("documentation", option.documentation());
        return object;
    }
}

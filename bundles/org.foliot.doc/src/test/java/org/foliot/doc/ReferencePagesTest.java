package org.foliot.doc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.observation.Metric;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.Subject;
import org.foliot.api.timeline.Clause;
import org.foliot.api.timeline.EventKind;
import org.foliot.api.timeline.Events;
import org.foliot.api.workload.ProgramKind;
import org.foliot.api.workload.Programs;
import org.junit.jupiter.api.Test;

/** The reference pages are what the catalogues say; run with -Dgolden.update=true to write them. */
class ReferencePagesTest {
    private static final Path PAGES = Path.of("src/main/resources/help/reference");
    private static final Path GRAMMAR = Path.of("../../dsl/org.foliot.dsl/src/main/java/org/foliot/dsl/Foliot.xtext");

    /** Its comment, its name and its body. */
    private static final Pattern RULE = Pattern.compile(
            "(?:^/\\*\\*? ?((?:(?!\\*/).)*)\\*/\\n)?^([A-Z]\\w*)[^\\n:]*:\\n(.*?);$",
            Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void events() throws IOException {
        StringBuilder page =
                new StringBuilder("# Events\n\nWhat a timeline can hold: `verb target clauses { settings }`.\n");
        for (EventKind event : Events.all()) {
            page.append("\n## ")
                    .append(event.verb())
                    .append("\n\n`")
                    .append(event.verb())
                    .append(' ');
            page.append(event.targets().stream()
                    .sorted()
                    .map(Subject::title)
                    .map(t -> t.toUpperCase(Locale.ROOT).replace(' ', '-'))
                    .collect(Collectors.joining(" | ")));
            for (Clause clause : event.clauses()) {
                String text = clause.preposition() + " " + clause.value().name();
                page.append(' ').append(clause.required() ? text : "[" + text + "]");
            }
            page.append("`\n\n").append(event.documentation()).append('\n');
            if (!event.clauses().isEmpty()) {
                page.append('\n');
                event.clauses().forEach(c -> page.append("- `")
                        .append(c.preposition())
                        .append("` ")
                        .append(c.documentation())
                        .append('\n'));
            }
            options(page, OptionSchema.of(event.options()));
        }
        check("events.md", page);
    }

    @Test
    void grammar() throws IOException {
        String source = Files.readString(GRAMMAR);
        StringBuilder page = new StringBuilder("""
                # Grammar

                The rules by which a file is read: words between quotes stand there as they are, `?` is one or none, `*` any
                number, `+` at least one. Which events, metrics, options and ids there are is not in them, but in the
                catalogues. [The language](../language.md) says what all of it means.
                """);
        Matcher rule = RULE.matcher(source.substring(0, source.indexOf("\nterminal ")));
        while (rule.find()) {
            page.append("\n## ").append(rule.group(2)).append("\n\n");
            if (rule.group(1) != null) {
                page.append(rule.group(1).replaceAll("\\s*\n \\* ?", " ").strip())
                        .append("\n\n");
            }
            page.append("```ebnf\n").append(notation(rule.group(3))).append("\n```\n");
        }
        check("grammar.md", page);
    }

    /** Without what the rule is for in the model: actions, features, and what a name refers to. */
    private static String notation(String body) {
        return body.replaceAll("\\{\\w+}\\s*", "")
                .replaceAll("\\b\\w+[+?]?=", "")
                .replaceAll("\\[\\w+\\|(\\w+)]", "$1")
                .replaceAll("(?m)^ {4}", "")
                .strip();
    }

    @Test
    void metrics() throws IOException {
        StringBuilder page = new StringBuilder("# Metrics\n\nQuantities with a value at every instant of a run.\n");
        for (Subject subject : Subject.values()) {
            page.append("\n## Of a ")
                    .append(subject.title())
                    .append("\n\n| metric | counts | meaning |\n|---|---|---|\n");
            Metrics.all().stream()
                    .filter(m -> m.subject() == subject)
                    .sorted(Comparator.comparing(Metric::name))
                    .forEach(m -> page.append("| `")
                            .append(m.name())
                            .append("` | ")
                            .append(m.unit().name().toLowerCase(Locale.ROOT))
                            .append(" | ")
                            .append(m.documentation())
                            .append(" |\n"));
        }
        check("metrics.md", page);
    }

    @Test
    void options() throws Exception {
        StringBuilder page =
                new StringBuilder("# Options\n\nSettings in blocks, of kernels and of what is installed.\n");
        page.append("\n## Host kernel\n\n`kernel 6.12 { … }` in a host.\n");
        options(page, OptionSchema.of(HostKernelOptions.class));
        page.append("\n## Guest kernel\n\n`kernel 6.12 { … }` in a guest.\n");
        options(page, OptionSchema.of(GuestKernelOptions.class));
        page.append(
                "\n## Processor features\n\n`features { … }` of processors and of guests, each a field of a register.\n");
        options(page, OptionSchema.of(ProcessorFeatures.class));
        page.append("\n## Firmware\n\n`firmware NAME { … }` in a guest.\n");
        options(page, OptionSchema.of(FirmwareOptions.class));
        programs(page, "Monitor", Programs.monitors());
        programs(page, "Discipline", Programs.disciplines());
        for (Component component : components()) {
            page.append("\n## ")
                    .append(component.kind())
                    .append(" `")
                    .append(component.id())
                    .append("`\n\n");
            page.append(component.documentation()).append('\n');
            options(page, OptionSchema.of(component.service().optionsType()));
        }
        check("options.md", page);
    }

    private static void programs(StringBuilder page, String title, List<ProgramKind> kinds) {
        for (ProgramKind kind : kinds) {
            page.append("\n## ").append(title).append(" `").append(kind.name()).append("`\n\n");
            page.append(kind.documentation())
                    .append("\n\n`")
                    .append(title.toLowerCase(Locale.ROOT))
                    .append(' ');
            page.append(kind.name()).append(" { … }` in a process.\n");
            options(page, kind.schema());
        }
    }

    private static void options(StringBuilder page, OptionSchema<?> schema) {
        if (schema.options().isEmpty()) {
            return;
        }
        page.append("\n| option | takes | default | meaning |\n|---|---|---|---|\n");
        for (OptionDescriptor option : schema.options()) {
            page.append("| `").append(option.name()).append("` | ");
            page.append(option.words().isEmpty() ? option.type().expectation() : String.join(", ", option.words()));
            option.min().ifPresent(min -> page.append(", at least ").append(min));
            option.max().ifPresent(max -> page.append(", at most ").append(max));
            page.append(" | ").append(option.defaultText().orElse("must be set"));
            option.byRelease()
                    .forEach(r ->
                            page.append("; from ").append(r.from()).append(' ').append(r.value()));
            page.append(" | ").append(option.documentation()).append(" |\n");
        }
    }

    private record Component(String kind, String id, String documentation, Configurable<?> service) {}

    /** The extensions on the class path, read from the component descriptions that their bundles carry. */
    private static List<Component> components() throws Exception {
        TreeSet<Component> components =
                new TreeSet<>(Comparator.comparing(Component::kind).thenComparing(Component::id));
        ClassLoader loader = ReferencePagesTest.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
            String descriptions;
            try (InputStream in = url.openStream()) {
                descriptions = new Manifest(in).getMainAttributes().getValue("Service-Component");
            }
            if (descriptions == null || !url.toString().contains("foliot")) {
                continue;
            }
            for (String name : descriptions.split(",")) {
                components.add(component(loader, name.trim()));
            }
        }
        assertThat(components).hasSizeGreaterThanOrEqualTo(6);
        return List.copyOf(components);
    }

    private static Component component(ClassLoader loader, String description) throws Exception {
        String xml;
        try (InputStream in = loader.getResourceAsStream(description)) {
            xml = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        String type = group(xml, "implementation class=\"([^\"]+)\"");
        String service = group(xml, "provide interface=\"([^\"]+)\"");
        return new Component(
                service.substring(service.lastIndexOf('.') + 1)
                        .replaceAll("([a-z])([A-Z])", "$1 $2")
                        .replaceFirst("^(.)(.*) (.)", "$1$2 $3"),
                group(xml, "name=\"org.foliot.id\"[^>]*value=\"([^\"]*)\""),
                group(xml, "name=\"org.foliot.documentation\"[^>]*value=\"([^\"]*)\""),
                (Configurable<?>) Class.forName(type, true, loader)
                        .getDeclaredConstructor()
                        .newInstance());
    }

    private static String group(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as("%s in %s", regex, text).isTrue();
        return matcher.group(1)
                .replace("&apos;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    private static void check(String name, CharSequence page) throws IOException {
        Path file = PAGES.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGES);
            Files.writeString(file, page);
        }
        assertThat(file).hasContent(page.toString());
    }
}

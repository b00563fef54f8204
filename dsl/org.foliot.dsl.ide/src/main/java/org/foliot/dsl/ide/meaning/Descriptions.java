package org.foliot.dsl.ide.meaning;

import java.util.stream.Collectors;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionType;
import org.foliot.api.observation.Metric;
import org.foliot.api.timeline.Clause;
import org.foliot.api.timeline.EventKind;

/** Describes what the catalogues hold, in Markdown, for hovers and proposals alike. */
public final class Descriptions {
    private Descriptions() {}

    /**
     * An option: what it does, what it takes, its default for a release and where that changed, and its limits.
     *
     * @param offer whose it is
     */
    public static String of(OptionDescriptor option, BlockOptions.Offer offer) {
        StringBuilder text = new StringBuilder();
        text.append("**")
                .append(option.name())
                .append("** — ")
                .append(takes(option))
                .append("\n\n");
        text.append(option.documentation()).append("\n\n");
        text.append("- ").append(defaultOf(option, offer.release())).append('\n');
        option.byRelease().forEach(r -> text.append("- `")
                .append(r.value())
                .append("` from Linux ")
                .append(r.from())
                .append(r.commit().isEmpty() ? "" : " (" + r.commit() + ")")
                .append('\n'));
        if (option.min().isPresent() || option.max().isPresent()) {
            text.append("- ").append(limits(option)).append('\n');
        }
        text.append("- of ").append(offer.owner());
        return (offer.source().isEmpty() ? text : text.append(", ").append(offer.source())).toString();
    }

    private static String takes(OptionDescriptor option) {
        return option.type() == OptionType.CHOICE
                ? option.words().stream().map(w -> "`" + w + "`").collect(Collectors.joining(" or "))
                : option.type().expectation();
    }

    private static String defaultOf(OptionDescriptor option, KernelRelease release) {
        return option.defaultFor(release)
                .map(d -> "default `" + d + "`" + (option.byRelease().isEmpty() ? "" : " for Linux " + release))
                .orElse("must be set");
    }

    private static String limits(OptionDescriptor option) {
        if (option.min().isPresent() && option.max().isPresent()) {
            return "`" + option.min().get() + "` to `" + option.max().get() + "`";
        }
        return option.min()
                .map(m -> "at least `" + m + "`")
                .orElseGet(() -> "at most `" + option.max().orElseThrow() + "`");
    }

    /** In a few words, for the end of a line: type and default. */
    public static String brief(OptionDescriptor option, KernelRelease release) {
        String type = option.type() == OptionType.CHOICE
                ? String.join(" | ", option.words())
                : option.type().expectation();
        return option.defaultFor(release).map(d -> type + ", default " + d).orElse(type + ", must be set");
    }

    /** An extension: what it is, its options with their defaults, and its bundle. */
    public static String of(InstalledExtension extension, KernelRelease release) {
        StringBuilder text = new StringBuilder();
        text.append("**")
                .append(extension.id())
                .append("** — ")
                .append(extension.kind().title())
                .append("\n\n");
        text.append(extension.documentation()).append("\n\n");
        extension.schema().options().forEach(o -> text.append("- `")
                .append(o.name())
                .append("` ")
                .append(o.defaultFor(release).orElse("must be set"))
                .append('\n'));
        return text.append('\n').append(BlockOptions.source(extension)).toString();
    }

    /** An event: what it does, to what, and what can follow. */
    public static String of(EventKind event) {
        StringBuilder text = new StringBuilder();
        text.append("**").append(event.verb()).append("** ");
        text.append(
                event.targets().stream().sorted().map(t -> t.title()).collect(Collectors.joining(" or ", "a ", "")));
        text.append("\n\n").append(event.documentation()).append('\n');
        event.clauses().forEach(c -> text.append("\n- ").append(of(c)));
        return text.toString();
    }

    /** A clause of an event. */
    public static String of(Clause clause) {
        return "**" + clause.preposition() + "** " + clause.value().expectation()
                + (clause.required() ? ", needed. " : ". ") + clause.documentation();
    }

    /** A metric: what it counts, and whose it is. */
    public static String of(Metric metric) {
        String unit =
                switch (metric.unit()) {
                    case TIME -> "a duration";
                    case BYTES -> "bytes";
                    case COUNT -> "a number";
                    case FLAG -> "1 or 0";
                    case TICKS -> "counter ticks";
                    case RATIO -> "a ratio";
                };
        return "**" + metric.name() + "** of a " + metric.subject().title() + " — " + unit + "\n\n"
                + metric.documentation();
    }
}

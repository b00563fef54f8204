package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionException;
import org.foliot.api.extension.OptionSchema;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.OptionBlock;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.messages.Spelling;
import org.foliot.time.Dimension;

/** Reads blocks of settings against the options that someone declared. */
final class Options {
    private final Values values;
    private final Findings findings;

    Options(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    /**
     * The settings of a block, each as text that its option accepts. Wrong ones are reported and left out.
     *
     * @param block the block, null for none
     * @param owner whose options these are, for messages
     */
    SortedMap<String, String> read(OptionBlock block, OptionSchema<?> schema, String owner) {
        SortedMap<String, String> settings = new TreeMap<>();
        if (block != null) {
            for (Setting setting : block.getSettings()) {
                read(setting, schema, owner, settings);
            }
        }
        return Collections.unmodifiableSortedMap(settings);
    }

    private void read(Setting setting, OptionSchema<?> schema, String owner, SortedMap<String, String> settings) {
        if (setting.getName() == null || setting.getValue() == null) {
            return;
        }
        Optional<OptionDescriptor> option = schema.option(setting.getName());
        if (option.isEmpty()) {
            List<String> known =
                    schema.options().stream().map(OptionDescriptor::name).toList();
            findings.error(
                    Codes.OPTION_UNKNOWN,
                    setting,
                    FoliotPackage.Literals.SETTING__NAME,
                    owner + " has no option " + setting.getName(),
                    known.isEmpty()
                            ? owner + " has no options"
                            : Spelling.remedy(setting.getName(), known, "options of " + owner),
                    Spelling.nearest(setting.getName(), known));
            return;
        }
        Optional<String> text = text(setting.getValue(), option.get());
        if (text.isEmpty()) {
            return;
        }
        if (settings.containsKey(setting.getName())) {
            findings.error(
                    Codes.STATEMENT_TWICE,
                    setting,
                    FoliotPackage.Literals.SETTING__NAME,
                    setting.getName() + " is set twice",
                    "keep one of the two");
            return;
        }
        try {
            schema.parse(setting.getName(), text.get());
            settings.put(setting.getName(), text.get());
        } catch (OptionException e) {
            findings.error(
                    Codes.OPTION_VALUE,
                    setting,
                    FoliotPackage.Literals.SETTING__VALUE,
                    e.getMessage(),
                    limits(option.get()),
                    Stream.of(
                                    option.get().min(),
                                    option.get().max(),
                                    option.get().defaultText())
                            .flatMap(Optional::stream)
                            .distinct()
                            .toList());
        }
    }

    private static String limits(OptionDescriptor option) {
        if (option.min().isPresent() && option.max().isPresent()) {
            return option.name() + " is " + option.min().get() + " to "
                    + option.max().get();
        }
        return option.defaultText().map(d -> "the default is " + d).orElse("");
    }

    private Optional<String> text(Value value, OptionDescriptor option) {
        Optional<Literal> literal = values.literal(value);
        if (literal.isEmpty()) {
            return Optional.empty();
        }
        Optional<Dimension> dimension = OptionDimension.of(option.type());
        if (dimension.isPresent()) {
            String expected = option.defaultText()
                    .map(d -> option.name() + " is " + dimension.get().phrase() + " such as " + d)
                    .orElse(option.name() + " is " + option.type().expectation());
            return values.isQuantity(value, dimension.get(), expected) ? literal.map(Literal::text) : Optional.empty();
        }
        return switch (option.type()) {
            case INTEGER ->
                values.integer(value, option.name(), Long.MIN_VALUE, Long.MAX_VALUE)
                                .isPresent()
                        ? literal.map(Literal::text)
                        : Optional.empty();
            case SWITCH -> kind(value, literal.get(), Literal.Kind.SWITCH, option);
            case TEXT ->
                literal.get().kind() == Literal.Kind.WORD
                        ? literal.map(Literal::text)
                        : kind(value, literal.get(), Literal.Kind.TEXT, option);
            default -> choice(value, literal.get(), option);
        };
    }

    private Optional<String> kind(Value value, Literal literal, Literal.Kind kind, OptionDescriptor option) {
        if (literal.kind() == kind) {
            return Optional.of(literal.text());
        }
        findings.error(
                Codes.OPTION_VALUE,
                value,
                option.name() + " cannot be " + literal.source(),
                option.name() + " is " + option.type().expectation());
        return Optional.empty();
    }

    private Optional<String> choice(Value value, Literal literal, OptionDescriptor option) {
        if (option.words().contains(literal.text())) {
            if (value instanceof WordValue word
                    && word.getReference() instanceof Parameter parameter
                    && !parameter.eIsProxy()
                    && option.words().contains(parameter.getName())) {
                findings.warning(
                        Codes.NAME_SHADOWS,
                        value,
                        null,
                        parameter.getName() + " is the parameter here, not the word of " + option.name(),
                        "give the parameter another name");
            }
            return Optional.of(literal.text());
        }
        findings.error(
                Codes.WORD_UNKNOWN,
                value,
                null,
                option.name() + " cannot be " + literal.source(),
                Spelling.remedy(literal.text(), option.words(), "words of " + option.name()),
                Spelling.nearest(literal.text(), option.words()));
        return Optional.empty();
    }

    /** Reports options that have no default for a release and are not set. */
    void requireAll(
            OptionSchema<?> schema,
            SortedMap<String, String> settings,
            KernelRelease release,
            EObject place,
            String owner) {
        for (OptionDescriptor option : schema.options()) {
            if (!settings.containsKey(option.name())
                    && option.defaultFor(release).isEmpty()) {
                findings.error(
                        Codes.OPTION_MISSING,
                        place,
                        owner + " needs the option " + option.name(),
                        "it has no default; it is " + option.type().expectation());
            }
        }
    }
}

package org.foliot.dsl.ide.hover;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.observation.Metric;
import org.foliot.api.observation.Metrics;
import org.foliot.dsl.foliot.Axis;
import org.foliot.dsl.foliot.AxisCell;
import org.foliot.dsl.foliot.AxisItem;
import org.foliot.dsl.foliot.AxisUse;
import org.foliot.dsl.foliot.FoliotPackage.Literals;
import org.foliot.dsl.foliot.MeasureUse;
import org.foliot.dsl.foliot.Statistic;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.Variation;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.ide.meaning.Descriptions;
import org.foliot.dsl.ide.meaning.KeywordTexts;
import org.foliot.dsl.ide.meaning.Releases;
import org.foliot.dsl.ide.meaning.StudyAxes;
import org.foliot.dsl.ide.meaning.WhatIsRead;
import org.foliot.dsl.ide.meaning.WrittenWord;
import org.foliot.dsl.resolve.StudyWords;
import org.foliot.dsl.resolve.Written;

/** Says what the words of studies stand for: axes and their values, measures, statistics, and the methods of statistics. */
final class StudyHovers {
    private static final Pattern QUANTILE = Pattern.compile("p([1-9][0-9]?)");

    /** Where words of lists stand, and of which. */
    private static final Map<EStructuralFeature, StudyWords> LISTS = Map.of(
            Literals.AXIS_ITEM__SPACING, StudyWords.SPACINGS,
            Literals.DISTRIBUTION_DECLARATION__QUANTITY, StudyWords.DISTRIBUTIONS,
            Literals.SEED_POLICY__POLICY, StudyWords.SEEDS,
            Literals.INTERVAL_METHOD__METHOD, StudyWords.INTERVALS,
            Literals.SENSITIVITY__METHOD, StudyWords.SENSITIVITIES);

    private final Supplier<Catalog> catalog;

    @Inject
    StudyHovers(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    /** The part of a clause whose words are explained here; absent for an element that has none. */
    static Optional<EStructuralFeature> explained(EObject element) {
        if (element instanceof Axis) {
            return Optional.of(Literals.AXIS__PROPERTY);
        } else if (element instanceof AxisUse use) {
            return Optional.of(use.getRoot() == null ? Literals.AXIS_USE__PARAMETER : Literals.AXIS_USE__PROPERTY);
        } else if (element instanceof MeasureUse) {
            return Optional.of(Literals.MEASURE_USE__DECLARATION);
        } else if (element instanceof Statistic) {
            return Optional.of(Literals.STATISTIC__FUNCTION);
        }
        return LISTS.keySet().stream()
                .filter(part -> part.getEContainingClass().isInstance(element))
                .findFirst();
    }

    /**
     * What the explained part of an element means; absent for a name that is declared, which speaks for itself.
     *
     * @param word what stands there
     */
    Optional<String> text(EObject element, String word) {
        if (element instanceof Axis axis) {
            return axis(axis);
        } else if (element instanceof AxisUse use) {
            return isDeclared(use.getParameter())
                    ? Optional.empty()
                    : StudyAxes.meant(use).flatMap(this::axis);
        } else if (element instanceof MeasureUse use) {
            return isDeclared(use.getDeclaration()) ? Optional.empty() : metric(use, word);
        } else if (element instanceof Statistic) {
            return statistic(word);
        }
        return explained(element).map(LISTS::get).flatMap(list -> listed(list, word));
    }

    private static boolean isDeclared(EObject target) {
        return target != null && !target.eIsProxy();
    }

    private static Optional<String> listed(StudyWords list, String word) {
        return list.find(word).map(w -> "**" + w.text() + "** — " + list.title() + "\n\n" + w.documentation());
    }

    private static Optional<String> statistic(String word) {
        var quantile = QUANTILE.matcher(word);
        return quantile.matches()
                ? Optional.of("**" + word + "** — " + StudyWords.STATISTICS.title() + "\n\nThe value that "
                        + quantile.group(1) + " % of the runs of a point do not exceed.")
                : listed(StudyWords.STATISTICS, word);
    }

    private static Optional<String> metric(MeasureUse use, String word) {
        return WhatIsRead.of(use.getRoot(), use.getPart())
                .flatMap(s -> Metrics.find(s, word))
                .map((Metric m) -> Descriptions.of(m));
    }

    private Optional<String> axis(Axis axis) {
        return StudyAxes.property(axis)
                .map(p -> "**" + StudyAxes.name(axis) + "** — "
                        + (axis.eContainer() instanceof Variation variation ? values(variation) : "an axis")
                        + KeywordTexts.of(p.word()).map(t -> "\n\n" + t).orElse(""));
    }

    private static String values(Variation variation) {
        return variation.getItems().stream().map(Written::text).collect(Collectors.joining(", "));
    }

    /** What a word among the values of an axis is: an extension, with its options. */
    Optional<String> value(WordValue word) {
        Optional<Axis> axis = StudyAxes.of(word.eContainer());
        return axis.flatMap(StudyAxes::extensions)
                .flatMap(
                        kind -> WrittenWord.of(word).flatMap(id -> catalog.get().find(kind, id)))
                .map((InstalledExtension e) ->
                        Descriptions.of(e, Releases.at(axis.orElseThrow().getRoot())));
    }

    /** What a study comes to, in a list; empty for one without clauses. */
    static List<String> of(Study study) {
        List<Axis> axes = study.getClauses().stream()
                .filter(Variation.class::isInstance)
                .flatMap(v -> ((Variation) v).getAxes().stream())
                .filter(a -> !StudyAxes.name(a).isEmpty())
                .toList();
        return axes.isEmpty()
                ? List.of()
                : List.of(axes.stream()
                        .map(a -> "- `" + StudyAxes.name(a) + "`"
                                + (a.eContainer() instanceof Variation v
                                                && v.getAxes().size() == 1
                                        ? " in " + values(v)
                                        : ""))
                        .collect(Collectors.joining("\n", "varies\n\n", "")));
    }

    /** Whether a value stands in a list of values of an axis, or is one that others are compared with. */
    static boolean isValue(WordValue word) {
        return word.eContainer() instanceof AxisCell
                || word.eContainer() instanceof AxisItem
                || word.eContainingFeature() == Literals.PAIRED_COMPARISON__BASE;
    }
}

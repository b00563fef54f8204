package org.foliot.dsl.ide.meaning;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.foliot.api.timeline.Clause;
import org.foliot.api.timeline.Events;
import org.foliot.dsl.foliot.Act;
import org.foliot.dsl.foliot.Argument;
import org.foliot.dsl.foliot.Axis;
import org.foliot.dsl.foliot.FoliotPackage.Literals;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.resolve.OptionDimension;
import org.foliot.dsl.resolve.Property;
import org.foliot.dsl.resolve.Written;
import org.foliot.time.Dimension;

/** What a number measures at the place where it stands or is about to stand. */
public final class ExpectedDimension {
    private static final Map<EStructuralFeature, Dimension> BY_PLACE = Map.ofEntries(
            Map.entry(Literals.COUNTER_FREQUENCY__FREQUENCY, Dimension.FREQUENCY),
            Map.entry(Literals.COUNTER_FREQUENCY__ERROR, Dimension.RATIO),
            Map.entry(Literals.PROCESSOR_CLOCK__FREQUENCY, Dimension.FREQUENCY),
            Map.entry(Literals.HOST_MEMORY__SIZE, Dimension.SIZE),
            Map.entry(Literals.PAGE_SIZE__SIZE, Dimension.SIZE),
            Map.entry(Literals.GUEST_MEMORY__SIZE, Dimension.SIZE),
            Map.entry(Literals.GUEST_MEMORY__ADDRESS, Dimension.ADDRESS),
            Map.entry(Literals.REGION__ADDRESS, Dimension.ADDRESS),
            Map.entry(Literals.REGION__SIZE, Dimension.SIZE),
            Map.entry(Literals.QUOTA__TIME, Dimension.DURATION),
            Map.entry(Literals.QUOTA__PERIOD, Dimension.DURATION),
            Map.entry(Literals.BURST__TIME, Dimension.DURATION),
            Map.entry(Literals.SLICE_REQUEST__SLICE, Dimension.DURATION),
            Map.entry(Literals.RUNNING__RUN, Dimension.DURATION),
            Map.entry(Literals.RUNNING__PERIOD, Dimension.DURATION),
            Map.entry(Literals.RUNNING__SLEEP, Dimension.DURATION),
            Map.entry(Literals.RUNNING__ASLEEP, Dimension.DURATION),
            Map.entry(Literals.LOCKING__HELD, Dimension.DURATION),
            Map.entry(Literals.LOCKING__CYCLE, Dimension.DURATION),
            Map.entry(Literals.AT_TRIGGER__TIME, Dimension.DURATION),
            Map.entry(Literals.EVERY_TRIGGER__PERIOD, Dimension.DURATION),
            Map.entry(Literals.EVERY_TRIGGER__START, Dimension.DURATION),
            Map.entry(Literals.EVERY_TRIGGER__UNTIL, Dimension.DURATION),
            Map.entry(Literals.EVENTUALLY__WITHIN, Dimension.DURATION),
            Map.entry(Literals.AFTER_EVENT__WITHIN, Dimension.DURATION),
            Map.entry(Literals.AT_INSTANT__TIME, Dimension.DURATION),
            Map.entry(Literals.WARM_UP__TIME, Dimension.DURATION),
            Map.entry(Literals.REPETITION__CONFIDENCE, Dimension.RATIO),
            Map.entry(Literals.STUDY_CLAIM__CONFIDENCE, Dimension.RATIO));

    private static final Set<EStructuralFeature> COUNTS = Set.of(
            Literals.CPU_COUNT__COUNT,
            Literals.VCPU_COUNT__COUNT,
            Literals.VCPU_COUNT__POSSIBLE,
            Literals.TASK__COUNT,
            Literals.PROCESS__COUNT,
            Literals.WEIGHT__WEIGHT,
            Literals.NICE__NICE,
            Literals.PRIORITY__PRIORITY,
            Literals.REPETITION__COUNT,
            Literals.REPETITION__LEAST,
            Literals.REPETITION__MOST,
            Literals.BATCHES__COUNT,
            Literals.SENSITIVITY__SIZE);

    private final BlockOptions options;

    /** Takes the types of options from where blocks take them. */
    @Inject
    public ExpectedDimension(BlockOptions options) {
        this.options = options;
    }

    /** What a value measures that stands in an element as one of its parts; absent where nothing or anything is measured. */
    public Optional<Dimension> of(EObject element, EStructuralFeature part) {
        if (element instanceof Setting setting && setting.getName() != null) {
            return options.of(setting)
                    .flatMap(o -> o.option(setting.getName()))
                    .flatMap(o -> OptionDimension.of(o.type()));
        } else if (element instanceof Argument argument
                && argument.eContainer() instanceof Act act
                && act.getVerb() != null) {
            return Events.find(act.getVerb())
                    .flatMap(e -> e.clause(argument.getPreposition()))
                    .filter(c -> c.value() == Clause.Value.DURATION)
                    .map(c -> Dimension.DURATION);
        }
        return Optional.ofNullable(BY_PLACE.get(part))
                .or(() -> StudyAxes.of(element).flatMap(ExpectedDimension::of));
    }

    /** What the values of an axis measure. */
    private static Optional<Dimension> of(Axis axis) {
        if (axis.getParameter() != null && !axis.getParameter().eIsProxy()) {
            return axis.getParameter().getValue() instanceof NumberValue number
                    ? QuantityText.dimension(Written.text(number))
                    : Optional.empty();
        }
        return StudyAxes.property(axis)
                .filter(p -> p.form() == Property.Form.FREQUENCY)
                .map(p -> Dimension.FREQUENCY);
    }

    /** Whether a value stands in an element as a whole number without a unit. */
    public static boolean isCount(EStructuralFeature part) {
        return COUNTS.contains(part);
    }
}

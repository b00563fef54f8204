package org.foliot.dsl.ide.meaning;

import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.dsl.foliot.Axis;
import org.foliot.dsl.foliot.AxisCell;
import org.foliot.dsl.foliot.AxisItem;
import org.foliot.dsl.foliot.AxisUse;
import org.foliot.dsl.foliot.PairedComparison;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.Variation;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Property;
import org.foliot.dsl.resolve.Written;

/** The axes of a study: which there are, how they are called, and to which of them a value belongs. */
public final class StudyAxes {
    private StudyAxes() {}

    /** The axes of the study that a place is in, in the order of the text; none outside of studies. */
    public static List<Axis> around(EObject place) {
        Study study = EcoreUtil2.getContainerOfType(place, Study.class);
        return study == null
                ? List.of()
                : study.getClauses().stream()
                        .filter(Variation.class::isInstance)
                        .flatMap(v -> ((Variation) v).getAxes().stream())
                        .filter(a -> !name(a).isEmpty())
                        .toList();
    }

    /** An axis by its whole name, {@code web.pvtime} or that of its parameter; empty while it is not written. */
    public static String name(Axis axis) {
        if (axis.getParameter() != null) {
            return axis.getParameter().eIsProxy() ? "" : axis.getParameter().getName();
        }
        boolean whole = axis.getRoot() != null && !axis.getRoot().eIsProxy() && axis.getProperty() != null;
        return whole ? Name.of(axis.getRoot()) + "." + axis.getProperty() : "";
    }

    /** The axis that is meant: by its whole name, or by its last word where one axis alone ends in it. */
    public static Optional<Axis> meant(AxisUse use) {
        boolean whole = use.getRoot() != null && !use.getRoot().eIsProxy();
        String name = whole ? Name.of(use.getRoot()) + "." + use.getProperty() : Written.text(use);
        List<Axis> axes = around(use);
        List<Axis> ending =
                axes.stream().filter(a -> name(a).endsWith("." + name)).toList();
        return axes.stream()
                .filter(a -> name(a).equals(name))
                .findFirst()
                .or(() -> ending.size() == 1 ? Optional.of(ending.get(0)) : Optional.empty());
    }

    /** The axis that a value belongs to, or what stands for one that is not yet written. */
    public static Optional<Axis> of(EObject place) {
        if (place instanceof PairedComparison comparison) {
            return Optional.ofNullable(comparison.getAxis()).flatMap(StudyAxes::meant);
        } else if (place instanceof AxisCell cell && cell.eContainer() instanceof AxisItem item) {
            return at(item, item.isTuple() ? item.getCells().indexOf(cell) : 0);
        } else if (place instanceof AxisItem item) {
            long before =
                    item.getCells().stream().filter(c -> c.getValue() != null).count();
            return at(item, item.isTuple() ? (int) before : 0);
        } else if (place instanceof Variation variation) {
            return variation.getAxes().stream().findFirst();
        }
        return Optional.empty();
    }

    private static Optional<Axis> at(AxisItem item, int column) {
        return item.eContainer() instanceof Variation variation
                        && column < variation.getAxes().size()
                ? Optional.of(variation.getAxes().get(column))
                : Optional.empty();
    }

    /** The property of a host or guest that varies; absent for a parameter. */
    public static Optional<Property> property(Axis axis) {
        return axis.getRoot() == null || axis.getRoot().eIsProxy() || axis.getProperty() == null
                ? Optional.empty()
                : Property.find(axis.getRoot(), axis.getProperty());
    }

    /** Of which kind the extensions are among which an axis chooses; absent for one that does not. */
    public static Optional<ExtensionKind> extensions(Axis axis) {
        return property(axis).filter(p -> p.form() == Property.Form.EXTENSION).map(Property::extensions);
    }
}

package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Referable;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.SwitchValue;
import org.foliot.dsl.foliot.TextValue;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.messages.Spelling;
import org.foliot.dsl.resource.ImportedFiles;

/** The parameters that a file can see, each with the value it has in one run. */
final class Parameters {
    private final Map<String, Parameter> byName = new LinkedHashMap<>();
    private final Map<Parameter, Literal> set = new HashMap<>();
    private final Set<Parameter> used = new HashSet<>();
    private final Findings findings;

    /**
     * Takes the parameters of a file and sets some of them.
     *
     * @param settings name to value, as a command line gives them; wrong ones are reported
     */
    Parameters(ScenarioFile file, Map<String, String> settings, Findings findings) {
        this.findings = findings;
        for (ScenarioFile visible : ImportedFiles.visibleFrom(file)) {
            visible.getElements().stream()
                    .filter(Parameter.class::isInstance)
                    .map(Parameter.class::cast)
                    .filter(p -> p.getName() != null)
                    .forEach(p -> byName.putIfAbsent(p.getName(), p));
        }
        new TreeMap<>(settings).forEach((name, text) -> set(file, name, text));
    }

    private void set(ScenarioFile file, String name, String text) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            findings.error(
                    Codes.PARAMETER_UNKNOWN,
                    file.getScenario() == null ? file : file.getScenario(),
                    file.getScenario() == null ? null : FoliotPackage.Literals.SCENARIO__NAME,
                    "there is no parameter " + name + " to set",
                    Spelling.remedy(name, byName.keySet(), "parameters"));
            return;
        }
        Optional<Literal> declared = literal(parameter.getValue());
        if (declared.isEmpty()) {
            return;
        }
        Optional<Literal> given = Literal.parse(text, declared.get().kind());
        if (given.isPresent() && fits(given.get(), declared.get())) {
            set.put(parameter, given.get());
        } else {
            findings.error(
                    Codes.PARAMETER_TYPE,
                    parameter,
                    FoliotPackage.Literals.PARAMETER__NAME,
                    name + " cannot be set to " + text,
                    "it is " + declared.get().phrase() + ", such as "
                            + declared.get().source());
        }
    }

    private static boolean fits(Literal given, Literal declared) {
        return given.kind() == declared.kind() && given.dimension().equals(declared.dimension());
    }

    /** The value of a parameter or literal; absent where the model is incomplete or a parameter depends on itself. */
    Optional<Literal> literal(Value value) {
        return literal(value, new ArrayList<>());
    }

    private Optional<Literal> literal(Value value, List<Parameter> way) {
        if (value instanceof NumberValue number && number.getNumber() != null) {
            return Optional.of(ofNumber(number));
        } else if (value instanceof SwitchValue onOff) {
            return Optional.of(new Literal(Literal.Kind.SWITCH, onOff.isOn() ? "on" : "off", Optional.empty()));
        } else if (value instanceof TextValue text && text.getText() != null) {
            return Optional.of(new Literal(Literal.Kind.TEXT, text.getText(), Optional.empty()));
        } else if (value instanceof WordValue word) {
            return literal(word, way);
        }
        return Optional.empty();
    }

    private static Literal ofNumber(NumberValue number) {
        String text = (number.isNegative() ? "-" : "") + number.getNumber();
        return new Literal(
                Literal.Kind.NUMBER, number.getUnit() == null ? text : text + " " + number.getUnit(), Optional.empty());
    }

    private Optional<Literal> literal(WordValue word, List<Parameter> way) {
        Referable referenced = word.getReference();
        if (referenced instanceof Parameter parameter && !parameter.eIsProxy()) {
            used.add(parameter);
            if (set.containsKey(parameter)) {
                return Optional.of(set.get(parameter).through(parameter));
            } else if (way.contains(parameter)) {
                findings.error(
                        Codes.PARAMETER_CYCLIC,
                        way.get(0),
                        FoliotPackage.Literals.PARAMETER__NAME,
                        "the parameter " + way.get(0).getName() + " is defined by itself",
                        "give one of the parameters on the way a value");
                return Optional.empty();
            }
            way.add(parameter);
            return literal(parameter.getValue(), way).map(l -> l.through(parameter));
        } else if (referenced instanceof Host host && !host.eIsProxy()) {
            return Optional.of(new Literal(Literal.Kind.HOST, host.getName(), Optional.empty()));
        }
        String text = text(word);
        return text.isEmpty() ? Optional.empty() : Optional.of(new Literal(Literal.Kind.WORD, text, Optional.empty()));
    }

    /** The word as it is written. */
    static String text(WordValue word) {
        List<INode> nodes = NodeModelUtils.findNodesForFeature(word, FoliotPackage.Literals.WORD_VALUE__REFERENCE);
        return nodes.isEmpty() ? "" : NodeModelUtils.getTokenText(nodes.get(0));
    }

    /** Notes that a parameter is used, where a reference is not a value. */
    Optional<Literal> literal(Parameter parameter) {
        used.add(parameter);
        return set.containsKey(parameter)
                ? Optional.of(set.get(parameter).through(parameter))
                : literal(parameter.getValue(), new ArrayList<>(List.of(parameter)))
                        .map(l -> l.through(parameter));
    }

    /** Every parameter with its value as a scenario would write it. */
    SortedMap<String, String> values() {
        Set<Parameter> before = new HashSet<>(used);
        SortedMap<String, String> values = new TreeMap<>();
        byName.forEach((name, parameter) -> literal(parameter).ifPresent(l -> values.put(name, l.source())));
        used.retainAll(before);
        return Collections.unmodifiableSortedMap(values);
    }

    /** Whether anything asked for the parameter so far. */
    boolean isUsed(Parameter parameter) {
        return used.contains(parameter);
    }
}

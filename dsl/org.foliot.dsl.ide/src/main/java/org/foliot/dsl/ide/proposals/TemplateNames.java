package org.foliot.dsl.ide.proposals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.emf.ecore.EObject;
import org.foliot.dsl.foliot.Axis;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.MeasureDeclaration;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.ide.meaning.StudyAxes;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Written;
import org.foliot.dsl.resource.ImportedFiles;

/**
 * What a template names that has to be there already: the first of its kind that the file can see, so that the statement is
 * right as soon as it is written.
 */
record TemplateNames(Map<String, String> byKind) {
    private static final Pattern KIND = Pattern.compile("@([a-z]+)");

    static TemplateNames of(Place place) {
        Map<String, String> names = new TreeMap<>(Map.of(
                "scenario", "scenario_of_another_file",
                "host", "server",
                "guest", "web",
                "measure", "stolen",
                "varied", "vcpus"));
        List<? extends EObject> elements = place.file().stream()
                .flatMap(ImportedFiles::elementsVisibleFrom)
                .toList();
        first(elements, Host.class).ifPresent(h -> names.put("host", Name.of(h)));
        first(elements, Guest.class).ifPresent(g -> names.put("guest", Name.of(g)));
        place.file().map(ScenarioFile::getScenario).map(Name::of).ifPresent(s -> names.put("scenario", s));
        names.put(
                "axis",
                first(elements, Parameter.class)
                        .filter(p -> p.getValue() != null)
                        .map(p -> p.getName() + " in " + Written.text(p.getValue()))
                        .orElse("vcpus of " + names.get("guest") + " in 1, 2"));
        place.in(Study.class).ifPresent(study -> {
            first(study.getClauses(), MeasureDeclaration.class).ifPresent(m -> names.put("measure", m.getName()));
            StudyAxes.around(study).stream()
                    .findFirst()
                    .map(TemplateNames::varied)
                    .ifPresent(a -> names.put("varied", a));
        });
        return new TemplateNames(names);
    }

    private static String varied(Axis axis) {
        return axis.getParameter() == null
                ? axis.getProperty()
                : axis.getParameter().getName();
    }

    private static <T extends EObject> Optional<T> first(List<? extends EObject> elements, Class<T> type) {
        return elements.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(e -> Name.of(e) != null)
                .findFirst();
    }

    /** The text of a template with names in it. */
    String fill(String template) {
        return KIND.matcher(template).replaceAll(m -> Matcher.quoteReplacement(byKind.get(m.group(1))));
    }
}

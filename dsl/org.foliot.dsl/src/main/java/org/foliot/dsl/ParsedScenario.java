package org.foliot.dsl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.documentation.IEObjectDocumentationProvider;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.util.ITextRegion;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.resolve.Finding;
import org.foliot.dsl.resolve.Findings;
import org.foliot.dsl.resolve.Overrides;
import org.foliot.dsl.resolve.ResolvedScenario;
import org.foliot.dsl.resolve.ScenarioResolver;
import org.foliot.dsl.resolve.Written;
import org.foliot.dsl.resource.ImportedFiles;

/** What came of reading a file and all that it imports: its model, where everything stands, and what is wrong. */
public final class ParsedScenario {
    private final String file;
    private final Optional<ScenarioFile> model;
    private final Map<String, SourceFile> sources;
    private final IEObjectDocumentationProvider documentation;
    private final List<Diagnostic> diagnostics;

    /**
     * A file that was read.
     *
     * @param uri where it is, as EMF writes it
     * @param path as the user gave it, or in the same manner
     * @param lines its text
     */
    record SourceFile(String uri, String path, SourceLines lines) {}

    /**
     * A place in a scenario.
     *
     * @param file path as the user gave it
     * @param line from 1
     * @param column from 1
     * @param text the words that stand there, on one line
     */
    public record Place(String file, int line, int column, String text) {}

    ParsedScenario(
            String file,
            Optional<ScenarioFile> model,
            List<SourceFile> sources,
            IEObjectDocumentationProvider documentation,
            List<Diagnostic> diagnostics) {
        this.file = file;
        this.model = model;
        this.sources = new LinkedHashMap<>();
        sources.forEach(s -> this.sources.put(s.uri(), s));
        this.documentation = documentation;
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** The same with other diagnostics. */
    ParsedScenario with(List<Diagnostic> others) {
        return new ParsedScenario(file, model, List.copyOf(sources.values()), documentation, others);
    }

    /** The path as the user gave it. */
    public String file() {
        return file;
    }

    /** The model; absent where the file could not be read, or does not parse. */
    public Optional<ScenarioFile> model() {
        return model;
    }

    /** What is wrong or worth knowing, with parameters as the file declares them; in the order of the text. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Whether anything is so wrong that the scenario cannot run. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** Lines of the files that were read, for excerpts. */
    public DiagnosticPrinter.Lines lines() {
        return (path, line) -> sources.values().stream()
                .filter(s -> s.path().equals(path))
                .filter(s -> line >= 1 && line <= s.lines().count())
                .map(s -> s.lines().text(line))
                .findFirst();
    }

    /** The texts that were read, by path as the user gave it: that of the file itself first, then all that it imports. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        sources.values().forEach(s -> texts.put(s.path(), s.lines().text()));
        return texts;
    }

    /**
     * The files that what was read depends on, as absolute paths: those of {@link #texts()}, the file itself even if it could
     * not be read, and what any of them imports in vain.
     */
    public Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>();
        files.add(Path.of(file).toAbsolutePath().normalize());
        texts().keySet().forEach(t -> files.add(Path.of(t).toAbsolutePath().normalize()));
        model.ifPresent(root -> ImportedFiles.visibleFrom(root)
                .forEach(f -> f.getImports().forEach(i -> ImportedFiles.address(i)
                        .filter(URI::isFile)
                        .ifPresent(a -> files.add(Path.of(a.toFileString()).normalize())))));
        return files;
    }

    /**
     * What the scenario means with parameters set, for those who go on to run it.
     *
     * @param catalog what is installed
     * @param parameters values by name, as a command line gives them
     * @param findings takes what is wrong; {@link #locate} turns it into diagnostics
     * @throws IllegalStateException when there is no model
     */
    public ResolvedScenario resolve(Catalog catalog, Map<String, String> parameters, Findings findings) {
        return new ScenarioResolver(catalog).resolve(root(), Overrides.ofParameters(parameters), findings);
    }

    private ScenarioFile root() {
        return model.orElseThrow(() -> new IllegalStateException(file + " does not parse"));
    }

    /** The studies that the file itself declares, in the order of the text; none where it does not parse. */
    public List<Study> studies() {
        return model.stream()
                .flatMap(f -> f.getElements().stream())
                .filter(Study.class::isInstance)
                .map(Study.class::cast)
                .toList();
    }

    /** Findings as diagnostics, in the order of the text. */
    public List<Diagnostic> locate(List<Finding> findings) {
        List<Diagnostic> located = new ArrayList<>();
        findings.forEach(f -> located.add(locate(f)));
        return sorted(located, List.copyOf(sources.values()));
    }

    static List<Diagnostic> sorted(List<Diagnostic> diagnostics, List<SourceFile> sources) {
        List<String> order = sources.stream().map(SourceFile::path).toList();
        List<Diagnostic> sorted = new ArrayList<>(diagnostics);
        sorted.sort(Comparator.comparingInt((Diagnostic d) -> order.indexOf(d.file()))
                .thenComparingInt(Diagnostic::line)
                .thenComparingInt(Diagnostic::column)
                .thenComparing(Diagnostic::severity));
        return Collections.unmodifiableList(sorted);
    }

    private Diagnostic locate(Finding f) {
        INode node = node(f.object(), f.feature());
        SourceFile source = source(f.object());
        if (node == null) {
            return new Diagnostic(f.severity(), f.code(), source.path(), 1, 1, 1, f.message(), f.remedy());
        }
        ITextRegion region = node.getTextRegion();
        int offset = region.getOffset();
        return new Diagnostic(
                f.severity(),
                f.code(),
                source.path(),
                source.lines().line(offset),
                source.lines().column(offset),
                source.lines().lengthOnLine(offset, region.getLength()),
                f.message(),
                f.remedy());
    }

    private SourceFile source(EObject object) {
        SourceFile source = sources.get(object.eResource().getURI().toString());
        return source == null ? sources.values().iterator().next() : source;
    }

    private static INode node(EObject object, EStructuralFeature feature) {
        if (feature != null) {
            List<INode> nodes = NodeModelUtils.findNodesForFeature(object, feature);
            if (!nodes.isEmpty()) {
                return nodes.get(0);
            }
        }
        return NodeModelUtils.findActualNodeFor(object);
    }

    /** Where an element stands, with its words; of a host or guest those before its block. */
    public Place place(EObject element) {
        SourceFile source = source(element);
        INode node = node(element, null);
        if (node == null) {
            return new Place(source.path(), 1, 1, "");
        }
        int offset = node.getTextRegion().getOffset();
        String words = Written.text(element);
        int block = element instanceof Root ? words.indexOf('{') : -1;
        return new Place(
                source.path(),
                source.lines().line(offset),
                source.lines().column(offset),
                block < 0 ? words : words.substring(0, block).strip());
    }

    /** The documentation comment before an element, empty without one. */
    public String documentation(EObject element) {
        String text = documentation.getDocumentation(element);
        return text == null ? "" : text;
    }
}

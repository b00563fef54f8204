package org.foliot.dsl;

import com.google.common.base.Throwables;
import com.google.inject.Injector;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EPackage;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.xtext.XtextPackage;
import org.eclipse.xtext.diagnostics.AbstractDiagnostic;
import org.eclipse.xtext.documentation.IEObjectDocumentationProvider;
import org.eclipse.xtext.parser.ParseException;
import org.eclipse.xtext.resource.IResourceFactory;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.eclipse.xtext.resource.impl.BinaryGrammarResourceFactoryImpl;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.ITextRegion;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.ParsedScenario.SourceFile;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.messages.SyntaxErrors;
import org.foliot.dsl.resolve.Findings;
import org.foliot.dsl.resolve.ScenarioResolver;
import org.foliot.dsl.resource.ImportedFiles;
import org.foliot.dsl.resource.ScenarioResource;
import org.foliot.dsl.resource.SourceText;
import org.foliot.dsl.resource.UnreadableFileException;

/**
 * Reads and lays out scenarios; the door to the language for everyone who is not an editor.
 *
 * <p>One instance serves any number of files, from any number of threads. Making one costs some tenths of a second, so make
 * one per process.
 */
public final class FoliotLanguage {
    /** What the name of a scenario file ends in. */
    public static final String FILE_ENDING = ".foliot";

    @Inject
    private Provider<XtextResourceSet> resourceSets;

    @Inject
    private IResourceFactory resources;

    @Inject
    private IEObjectDocumentationProvider documentation;

    @Inject
    private Supplier<Catalog> catalog;

    @Inject
    private Layout layout;

    /** Editors that have the language already take this part of it; others {@linkplain #create make} all of it. */
    @Inject
    private FoliotLanguage() {}

    /**
     * Makes the language.
     *
     * @param catalog what is installed; asked for every file
     */
    public static FoliotLanguage create(Supplier<Catalog> catalog) {
        // The grammar is a model in a file of its own, which EMF has to know how to read.
        Resource.Factory.Registry.INSTANCE
                .getExtensionToFactoryMap()
                .putIfAbsent("xtextbin", new BinaryGrammarResourceFactoryImpl());
        EPackage.Registry.INSTANCE.putIfAbsent(XtextPackage.eNS_URI, XtextPackage.eINSTANCE);
        Injector injector = new FoliotStandaloneSetup(catalog).createInjector();
        FoliotLanguage language = new FoliotLanguage();
        injector.injectMembers(language);
        return language;
    }

    /** Reads a text without anything in it, which asks for no catalogue. */
    void warmUp() {
        XtextResource nothing = (XtextResource) resources.createResource(URI.createURI("nothing.foliot"));
        try {
            nothing.load(new ByteArrayInputStream(new byte[0]), Map.of());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads a file and all that it imports, and checks them. Whatever is wrong, with the file itself as with what stands in
     * it, is a diagnostic of the result.
     */
    public ParsedScenario parse(Path file) {
        try {
            return parse(file, SourceText.read(file));
        } catch (UnreadableFileException e) {
            return unreadable(file, e.code(), e.getMessage(), e.remedy());
        } catch (IOException e) {
            return unreadable(file, Codes.FILE_UNREADABLE, "the file cannot be read: " + e.getMessage(), "");
        }
    }

    /**
     * Reads a text as if it stood in a file.
     *
     * @param file where it would be; imports are relative to it
     */
    public ParsedScenario parse(Path file, String text) {
        XtextResourceSet files = resourceSets.get();
        files.getResourceFactoryRegistry().getExtensionToFactoryMap().put("foliot", resources);
        URI uri = URI.createFileURI(file.toAbsolutePath().normalize().toString());
        XtextResource resource = (XtextResource) resources.createResource(uri);
        files.getResources().add(resource);
        SourceFile main = new SourceFile(uri.toString(), file.toString(), new SourceLines(text));
        try {
            resource.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), files.getLoadOptions());
            return parsed(file, resource, main);
        } catch (UnreadableFileException e) {
            return unreadable(file, e.code(), e.getMessage(), e.remedy());
        } catch (IOException e) {
            return unreadable(file, Codes.FILE_UNREADABLE, "the text cannot be read: " + e.getMessage(), "");
        } catch (StackOverflowError | ParseException e) {
            // The generated parser recurses and wraps whatever happens to it.
            if (e instanceof ParseException
                    && !Throwables.getRootCause(e).getClass().equals(StackOverflowError.class)) {
                throw e;
            }
            return unreadable(
                    file,
                    Codes.SYNTAX_TOO_DEEP,
                    "something in this file is nested too deeply to be read",
                    "a few hundred levels of parentheses are the limit");
        }
    }

    /** Reads a file that an editor has open, as it is edited, with all that it imports; it need not have been saved. */
    public ParsedScenario read(XtextResource open) {
        Path file = path(open.getURI());
        SourceFile main = new SourceFile(
                open.getURI().toString(),
                file.toString(),
                new SourceLines(open.getParseResult().getRootNode().getText()));
        return parsed(file, open, main);
    }

    private ParsedScenario unreadable(Path file, String code, String message, String remedy) {
        Diagnostic diagnostic = new Diagnostic(Severity.ERROR, code, file.toString(), 1, 1, 1, message, remedy);
        return new ParsedScenario(file.toString(), Optional.empty(), List.of(), documentation, List.of(diagnostic));
    }

    private ParsedScenario parsed(Path file, XtextResource resource, SourceFile main) {
        List<SourceFile> sources = new ArrayList<>(List.of(main));
        List<Diagnostic> syntax = syntaxErrors(resource, main);
        if (!syntax.isEmpty() || resource.getContents().isEmpty()) {
            return new ParsedScenario(file.toString(), Optional.empty(), sources, documentation, syntax);
        }
        ScenarioFile root = (ScenarioFile) resource.getContents().get(0);
        for (ScenarioFile imported : ImportedFiles.visibleFrom(root)) {
            if (imported != root) {
                SourceFile source = source((XtextResource) imported.eResource(), file);
                sources.add(source);
                syntax.addAll(syntaxErrors((XtextResource) imported.eResource(), source));
            }
        }
        if (!syntax.isEmpty()) {
            return new ParsedScenario(file.toString(), Optional.empty(), sources, documentation, syntax);
        }
        ParsedScenario parsed =
                new ParsedScenario(file.toString(), Optional.of(root), sources, documentation, List.of());
        List<Diagnostic> all = new ArrayList<>(linkingErrors(resource.getResourceSet(), sources));
        Findings findings = new Findings();
        new ScenarioResolver(catalog.get()).check(root, findings);
        all.addAll(parsed.locate(findings.all()));
        return parsed.with(ParsedScenario.sorted(all, sources));
    }

    /** Where a file is, or the name by which its author knows what is saved nowhere. */
    private static Path path(URI address) {
        if (address.isFile()) {
            return Path.of(address.toFileString());
        }
        return Path.of(address.isHierarchical() ? address.lastSegment() : address.opaquePart());
    }

    private static SourceFile source(XtextResource resource, Path main) {
        Path path = path(resource.getURI());
        Path here = Path.of("").toAbsolutePath();
        Path shown = !main.isAbsolute() && path.startsWith(here) ? here.relativize(path) : path;
        return new SourceFile(
                resource.getURI().toString(),
                shown.toString(),
                new SourceLines(resource.getParseResult().getRootNode().getText()));
    }

    private static List<Diagnostic> syntaxErrors(XtextResource resource, SourceFile source) {
        List<Diagnostic> found = new ArrayList<>();
        SyntaxErrors.of(resource).forEach(e -> found.add(diagnostic(e, source)));
        return found;
    }

    private static List<Diagnostic> linkingErrors(ResourceSet files, List<SourceFile> sources) {
        List<Diagnostic> found = new ArrayList<>();
        for (SourceFile source : sources) {
            if (files.getResource(URI.createURI(source.uri()), false) instanceof ScenarioResource resource) {
                resource.resolveLazyCrossReferences(CancelIndicator.NullImpl);
                for (Resource.Diagnostic error : resource.getErrors()) {
                    if (error instanceof AbstractDiagnostic linking) {
                        found.add(diagnostic(linking, source));
                    }
                }
            }
        }
        return found;
    }

    private static Diagnostic diagnostic(AbstractDiagnostic error, SourceFile source) {
        String remedy = error.getData() != null && error.getData().length > 0 ? error.getData()[0] : "";
        String message = error.getMessage();
        String ending = "; " + remedy;
        if (!remedy.isEmpty() && message.endsWith(ending)) {
            message = message.substring(0, message.length() - ending.length());
        }
        ITextRegion region = SyntaxErrors.region(error);
        int offset = Math.min(region.getOffset(), source.lines().lastVisible());
        return new Diagnostic(
                Severity.ERROR,
                error.getCode() == null ? Codes.SYNTAX : error.getCode(),
                source.path(),
                source.lines().line(offset),
                source.lines().column(offset),
                source.lines().lengthOnLine(offset, Math.max(1, region.getLength())),
                message,
                remedy);
    }

    /**
     * Lays a scenario out canonically.
     *
     * @param text the scenario
     * @return the same scenario, laid out; absent when it does not parse
     */
    public Optional<String> format(String text) {
        return layout.format(text, Layout.WIDTH);
    }

    /** As {@link #format(String)}, with lines no longer than so many characters where they can be broken. */
    public Optional<String> format(String text, int width) {
        return layout.format(text, width);
    }
}

package org.foliot.dsl.resource;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.resource.URIConverter;
import org.eclipse.xtext.resource.ExternalContentSupport.ExternalContentAwareURIHandler;
import org.eclipse.xtext.util.LazyStringInputStream;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.Import;
import org.foliot.dsl.foliot.ScenarioFile;

/** What a scenario file imports, directly and through what it imports. */
public final class ImportedFiles {
    private ImportedFiles() {}

    /**
     * The file that an import names; absent when it cannot be read, see {@link #load}.
     */
    public static Optional<ScenarioFile> target(Import statement) {
        try {
            return Optional.of(load(statement));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Loads the file that an import names, or finds it loaded.
     *
     * @throws UnreadableFileException when it is not there, not text, too large or not a path at all
     */
    public static ScenarioFile load(Import statement) throws IOException {
        URI uri = uri(statement);
        ResourceSet files = statement.eResource().getResourceSet();
        Resource loaded = files.getResource(uri, false);
        if (loaded == null || !loaded.isLoaded()) {
            // Read first: a resource that fails to load would stay in the set, half made.
            String text = uri.isFile() ? text(uri, files) : null;
            loaded = files.createResource(uri);
            if (text == null) {
                loaded.load(files.getLoadOptions());
            } else {
                loaded.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), files.getLoadOptions());
            }
        }
        return (ScenarioFile) loaded.getContents().get(0);
    }

    /** What an editor shows of a file comes before what is saved. */
    private static String text(URI uri, ResourceSet files) throws IOException {
        URIConverter converter = files.getURIConverter();
        if (converter.getURIHandler(uri) instanceof ExternalContentAwareURIHandler) {
            try (InputStream in = converter.createInputStream(uri)) {
                if (in instanceof LazyStringInputStream edited) {
                    return edited.getString();
                }
            } catch (FileNotFoundException e) {
                // Said below, in words.
            }
        }
        return SourceText.read(Path.of(uri.toFileString()));
    }

    /** Where an import leads, whether anything is there or not; absent for one that is no path. */
    public static Optional<URI> address(Import statement) {
        try {
            return Optional.of(uri(statement));
        } catch (UnreadableFileException e) {
            return Optional.empty();
        }
    }

    private static URI uri(Import statement) throws UnreadableFileException {
        String path = statement.getImportURI();
        URI home = statement.eResource().getURI();
        if (!home.isHierarchical() || home.isRelative()) {
            throw new UnreadableFileException(
                    Codes.FILE_NOT_FOUND,
                    "a file that is saved nowhere cannot import another",
                    "save it; paths are relative to the importing file");
        }
        if (path == null || !path.endsWith(".foliot")) {
            throw new UnreadableFileException(
                    Codes.FILE_NOT_FOUND,
                    "this is not the path of a .foliot file",
                    "paths are relative to the importing file");
        }
        return URI.createFileURI(path).resolve(home);
    }

    /**
     * Every file that this one can see: itself first, then what it imports in the order of the imports, each once. Files that
     * cannot be read are left out.
     */
    public static Set<ScenarioFile> visibleFrom(ScenarioFile file) {
        Set<ScenarioFile> visible = new LinkedHashSet<>();
        Deque<ScenarioFile> open = new ArrayDeque<>(List.of(file));
        while (!open.isEmpty()) {
            ScenarioFile next = open.poll();
            if (visible.add(next)) {
                next.getImports().forEach(i -> target(i).ifPresent(open::add));
            }
        }
        return visible;
    }

    /** The elements of those files: all that can be named in one of them. */
    public static Stream<Element> elementsVisibleFrom(ScenarioFile file) {
        return visibleFrom(file).stream().flatMap(f -> f.getElements().stream());
    }

    /**
     * The way on which an import leads back to the file that it stands in.
     *
     * @return the files passed, the last of them the importing one; empty if it does not lead back
     */
    public static List<ScenarioFile> cycle(Import statement) {
        ScenarioFile home = (ScenarioFile) statement.eContainer();
        List<ScenarioFile> way = new ArrayList<>();
        Optional<ScenarioFile> first = target(statement);
        return first.isPresent() && leadsTo(home, first.get(), way, new LinkedHashSet<>()) ? way : List.of();
    }

    private static boolean leadsTo(
            ScenarioFile home, ScenarioFile from, List<ScenarioFile> way, Set<ScenarioFile> seen) {
        way.add(from);
        if (from == home) {
            return true;
        }
        if (seen.add(from)) {
            for (Import next : from.getImports()) {
                Optional<ScenarioFile> target = target(next);
                if (target.isPresent() && leadsTo(home, target.get(), way, seen)) {
                    return true;
                }
            }
        }
        way.remove(way.size() - 1);
        return false;
    }
}

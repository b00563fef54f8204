package org.foliot.dsl.lsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.eclipse.xtext.util.IAcceptor;
import org.eclipse.xtext.util.IFileSystemScanner;
import org.foliot.dsl.FoliotLanguage;

/** Finds the scenarios of a workspace: not in hidden folders, nor where tools keep what they make, nor without end. */
public final class ScenarioFiles implements IFileSystemScanner {
    private static final Set<String> SKIPPED = Set.of("node_modules", "target", "build", "dist", "foliot-out");
    private static final int DEEPEST = 12;
    private static final int MOST_ENTRIES = 50_000;

    private final UriExtensions uris = new UriExtensions();

    @Override
    public void scan(URI root, IAcceptor<URI> found) {
        if (!root.isFile()) {
            return;
        }
        Path folder = Path.of(root.toFileString());
        int[] seen = {0};
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    Path name = path.getFileName();
                    boolean skipped = !path.equals(folder)
                            && name != null
                            && (name.toString().startsWith(".") || SKIPPED.contains(name.toString()));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && path.toString().endsWith(FoliotLanguage.FILE_ENDING)) {
                        found.accept(uris.toUri(uris.toUriString(path.toUri())));
                    }
                    return ++seen[0] < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path path, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

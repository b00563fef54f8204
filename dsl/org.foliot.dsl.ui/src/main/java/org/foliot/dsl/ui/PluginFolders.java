package org.foliot.dsl.ui;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jface.preference.IPreferenceStore;
import org.foliot.catalog.PluginFolderSource;

/** The folders with bundles of their own that people name in the preferences of this workbench. */
public final class PluginFolders implements PluginFolderSource {
    /** The preference: paths, separated like a class path. */
    public static final String PREFERENCE = "plugin.folders";

    private final IPreferenceStore preferences;

    PluginFolders(IPreferenceStore preferences) {
        this.preferences = preferences;
    }

    @Override
    public List<Path> folders() {
        return paths(preferences.getString(PREFERENCE));
    }

    /** Names one more; nothing changes if it is named already. */
    public void add(Path folder) {
        preferences.setValue(
                PREFERENCE,
                Stream.concat(folders().stream(), Stream.of(folder))
                        .distinct()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    private static List<Path> paths(String text) {
        return Arrays.stream(text.split(File.pathSeparator))
                .filter(each -> !each.isBlank())
                .flatMap(each -> path(each.strip()).stream())
                .toList();
    }

    /** Absent for what cannot be a path, in which nothing can be. */
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

package org.foliot.ui.wizard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/** The scenarios that come with Foliot, in groups, in the order in which their page of contents presents them. */
final class Examples implements Example.Files {
    private static final String FOLDER = "/examples/";
    private static final Pattern CONTENTS = Pattern.compile("^## (.+)$|\\]\\(([^)]+)\\)", Pattern.MULTILINE);

    private final Bundle bundle;

    /** Those in a bundle. */
    Examples(Bundle bundle) {
        this.bundle = bundle;
    }

    /**
     * Scenarios that belong together.
     *
     * @param title what the page of contents calls them
     */
    record Group(String title, List<Example> examples) {}

    /** All of them. */
    List<Group> groups() {
        List<String> contents = new ArrayList<>();
        Map<String, String> titles = readContents(contents);
        Map<String, List<Example>> byFolder = new LinkedHashMap<>();
        titles.keySet().forEach(folder -> byFolder.put(folder, new ArrayList<>()));
        for (String path : paths(contents)) {
            Example example = Example.of(path, this);
            byFolder.computeIfAbsent(example.group(), folder -> new ArrayList<>())
                    .add(example);
        }
        return byFolder.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> new Group(titles.getOrDefault(each.getKey(), each.getKey()), each.getValue()))
                .toList();
    }

    /**
     * What the page of contents says of folders.
     *
     * @param scenarios gets the paths of those that it names, in its order
     * @return the heading above the first link into each folder
     */
    private Map<String, String> readContents(List<String> scenarios) {
        Map<String, String> titles = new LinkedHashMap<>();
        String heading = "";
        Matcher matcher = CONTENTS.matcher(text("README.md"));
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                heading = matcher.group(1);
            } else if (matcher.group(2).contains("/")) {
                String path = matcher.group(2);
                titles.putIfAbsent(path.substring(0, path.indexOf('/')), heading);
                scenarios.add(path.replaceFirst("\\.md$", ".foliot"));
            }
        }
        return titles;
    }

    /** Scenarios two levels below: deeper ones are parts of others. */
    private List<String> paths(List<String> contents) {
        List<String> paths = new ArrayList<>();
        for (String folder : Collections.list(bundle.getEntryPaths(FOLDER))) {
            var files = bundle.getEntryPaths("/" + folder);
            if (files != null) {
                Collections.list(files).stream()
                        .filter(each -> each.endsWith(".foliot"))
                        .map(each -> each.substring(FOLDER.length() - 1))
                        .forEach(paths::add);
            }
        }
        Comparator<String> inContents = Comparator.comparingInt(path -> {
            int place = contents.indexOf(path);
            return place < 0 ? Integer.MAX_VALUE : place;
        });
        paths.sort(inContents.thenComparing(Comparator.naturalOrder()));
        return paths;
    }

    @Override
    public String text(String path) {
        URL file = bundle.getEntry(FOLDER + path);
        if (file == null) {
            return null;
        }
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.foliot.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A file of a scenario with its text, so that a run can be made again when the file has changed or is gone.
 *
 * @param path as the user gave it
 * @param name where a copy of it goes, below a folder that has the copies of all of them: relative, with {@code /}, without
 *     {@code ..}, and so that imports lead from one copy to another
 * @param text what stands in it
 */
public record ScenarioSource(String path, String name, String text) {
    /**
     * Gives the files of a scenario their names: each its path from the innermost folder that has them all.
     *
     * @param texts the texts by path as the user gave it, the main file first
     */
    public static List<ScenarioSource> of(Map<String, String> texts) {
        List<Path> files = texts.keySet().stream()
                .map(p -> Path.of(p).toAbsolutePath().normalize())
                .toList();
        Optional<Path> folder = sharedFolder(files);
        List<ScenarioSource> sources = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            int number = sources.size();
            Path file = files.get(number);
            // On several drives no import leads relatively from one file to another.
            String name = folder.map(f -> portable(f.relativize(file))).orElse(number + "/" + file.getFileName());
            sources.add(new ScenarioSource(text.getKey(), name, text.getValue()));
        }
        return sources;
    }

    private static Optional<Path> sharedFolder(List<Path> files) {
        Path folder = files.isEmpty() ? null : files.get(0).getParent();
        while (folder != null && !holdsAll(folder, files)) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder);
    }

    private static boolean holdsAll(Path folder, List<Path> files) {
        return files.stream().allMatch(f -> f.startsWith(folder));
    }

    private static String portable(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /** The file without its text, as manifests have it. */
    public Manifest.ScenarioFile file() {
        return new Manifest.ScenarioFile(path, name, digest());
    }

    /** {@code sha256:} and 64 hexadecimal digits over the text in UTF-8. */
    public String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

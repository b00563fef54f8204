package org.foliot.ui.wizard;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scenario that comes with Foliot.
 *
 * @param path below the folder of all examples, with slashes
 * @param title one line
 * @param text what it shows, in a few sentences; may be empty
 */
record Example(String path, String title, String text) {
    private static final Pattern IMPORT = Pattern.compile("^import\\s+\"([^\"]+)\"", Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^# (.+)$", Pattern.MULTILINE);
    private static final Pattern SENTENCE = Pattern.compile("(.+?[.?!:])(?:\\s.*)?", Pattern.DOTALL);

    /** The files of all examples, by their paths. */
    interface Files {
        /** What is in a file; null if there is none. */
        String text(String path);
    }

    /** The title is that of its page, or how its own comment begins. */
    static Example of(String path, Files files) {
        Matcher comment = COMMENT.matcher(files.text(path));
        String text = comment.find() ? plain(comment.group(1)) : "";
        String page = files.text(page(path));
        Matcher heading = HEADING.matcher(page == null ? "" : page);
        if (heading.find()) {
            return new Example(path, heading.group(1).strip(), text);
        }
        Matcher sentence = SENTENCE.matcher(text);
        return new Example(path, sentence.matches() ? sentence.group(1) : name(path), text);
    }

    private static String plain(String comment) {
        return comment.replaceAll("(?m)^\\s*\\*?", " ").replaceAll("\\s+", " ").strip();
    }

    private static String page(String path) {
        return path.replaceFirst("\\.foliot$", ".md");
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.foliot$", "");
    }

    /** The name of its file without what all have in common. */
    String name() {
        return name(path);
    }

    /** The folder in which it is, which is its group. */
    String group() {
        return path.substring(0, Math.max(0, path.indexOf('/')));
    }

    /** What has to be there to run and to read it: its page, what it imports, and last itself, with what is in each. */
    Map<String, String> whole(Files files) {
        Map<String, String> whole = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(path);
        while (!open.isEmpty()) {
            String next = open.remove();
            String text = files.text(next);
            if (text == null || whole.put(next, text) != null) {
                continue;
            }
            Matcher imported = IMPORT.matcher(text);
            while (imported.find()) {
                open.add(resolve(next, imported.group(1)));
            }
        }
        String page = files.text(page(path));
        if (page != null) {
            whole.put(page(path), page);
        }
        return whole;
    }

    private static String resolve(String from, String relative) {
        return Path.of(from).resolveSibling(relative).normalize().toString().replace('\\', '/');
    }
}

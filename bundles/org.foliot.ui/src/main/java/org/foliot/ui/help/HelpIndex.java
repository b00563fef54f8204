package org.foliot.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Status;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IToc;
import org.eclipse.help.ITopic;

/** Finds parts of pages by the words in them. There are some dozens of pages, so that they are just looked through. */
final class HelpIndex {
    private static final int IN_TITLE = 20;
    private static final int IN_PAGE_TITLE = 5;
    private static final int OFTEN = 4;

    private final List<HelpSection> sections;

    private HelpIndex(List<HelpSection> sections) {
        this.sections = List.copyOf(sections);
    }

    /** All pages that tables of contents of this workbench lead to. */
    static HelpIndex ofContents() {
        Set<String> pages = new LinkedHashSet<>();
        for (IToc toc : HelpSystem.getTocs()) {
            collect(toc.getTopics(), pages);
        }
        List<HelpSection> sections = new ArrayList<>();
        for (String page : pages) {
            sections.addAll(HelpSection.of(page, read(page)));
        }
        return new HelpIndex(sections);
    }

    private static void collect(ITopic[] topics, Set<String> pages) {
        for (ITopic topic : topics) {
            if (topic.getHref() != null) {
                pages.add(topic.getHref().replaceFirst("#.*", ""));
            }
            collect(topic.getSubtopics(), pages);
        }
    }

    private static String read(String page) {
        URL entry = HelpAddress.entry(page);
        if (entry == null) {
            return "";
        }
        try (InputStream in = entry.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            ILog.get().log(Status.warning("a page of help cannot be read: " + page, e));
            return "";
        }
    }

    /**
     * Parts in which all words of a query are, or the beginnings of words; those first that have them in their headings.
     */
    List<HelpSection> find(String query) {
        List<String> words = Arrays.stream(
                        query.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return List.of();
        }
        record Found(HelpSection section, int score) {}
        return sections.stream()
                .map(section -> new Found(section, score(section, words)))
                .filter(found -> found.score() > 0)
                // A stable sort: what has the same score stays in the order of the contents.
                .sorted(Comparator.comparingInt(Found::score).reversed())
                .map(Found::section)
                .toList();
    }

    private static int score(HelpSection section, List<String> words) {
        int score = 0;
        for (String word : words) {
            int here = IN_TITLE * Math.min(1, count(section.title(), word))
                    + IN_PAGE_TITLE * Math.min(1, count(section.page(), word))
                    + Math.min(OFTEN, count(section.text(), word));
            if (here == 0) {
                return 0;
            }
            score += here;
        }
        return score;
    }

    private static int count(String text, String word) {
        String lower = text.toLowerCase(Locale.ROOT);
        int count = 0;
        for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length())) {
            if (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1))) {
                count++;
            }
        }
        return count;
    }

    /** The part that explains one word of the language, if there is one: its own heading before the row of a table. */
    Optional<HelpSection> about(String word) {
        return sections.stream().filter(section -> section.isAbout(word)).min(Comparator.comparing(HelpSection::row));
    }
}

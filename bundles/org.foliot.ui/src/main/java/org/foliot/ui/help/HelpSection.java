package org.foliot.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a page of help: from a heading to the next, or a row of a table that explains one word.
 *
 * @param href where it is, as the platform addresses help
 * @param page the title of its page
 * @param title its heading, or the word
 * @param text what is in it, without markup
 * @param row whether it is the row of a table
 */
record HelpSection(String href, String page, String title, String text, boolean row) {
    private static final Pattern TITLE = Pattern.compile("<title>(.*?)</title>", Pattern.DOTALL);
    private static final Pattern HEADING =
            Pattern.compile("<h[1-6](?: id=\"([^\"]*)\")?>(.*?)</h[1-6]>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<tr id=\"([^\"]+)\">(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    /** The parts of a page; what stands before its first heading belongs to none. */
    static List<HelpSection> of(String href, String html) {
        Matcher title = TITLE.matcher(html);
        String page = title.find() ? plain(title.group(1)) : href;
        List<HelpSection> sections = new ArrayList<>();
        Matcher heading = HEADING.matcher(html);
        boolean found = heading.find();
        while (found) {
            String id = heading.group(1);
            String words = plain(heading.group(2));
            int from = heading.end();
            found = heading.find();
            String body = html.substring(from, found ? heading.start() : html.length());
            sections.add(new HelpSection(id == null ? href : href + "#" + id, page, words, plain(body), false));
        }
        Matcher row = ROW.matcher(html);
        while (row.find()) {
            sections.add(new HelpSection(href + "#" + row.group(1), page, row.group(1), plain(row.group(2)), true));
        }
        return sections;
    }

    private static String plain(String html) {
        return TAG.matcher(html)
                .replaceAll(" ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Whether its heading is a word, or names it among others: {@code Hypervisor kvm}. */
    boolean isAbout(String word) {
        return title.equals(word) || title.endsWith(" " + word);
    }
}

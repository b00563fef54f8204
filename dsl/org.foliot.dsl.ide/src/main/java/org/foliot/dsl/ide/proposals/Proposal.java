package org.foliot.dsl.ide.proposals;

import java.util.regex.Pattern;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;

/**
 * Something that can be written at a place.
 *
 * @param text what is written; of a snippet, with placeholders
 * @param label what the list shows
 * @param detail a few words beside it, may be empty
 * @param documentation what it means, in Markdown, may be empty
 * @param kind one of the kinds of {@link ContentAssistEntry}
 */
record Proposal(String text, String label, String detail, String documentation, String kind) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{\\d+:([^}]*)}");

    static Proposal keyword(String word, String documentation) {
        return new Proposal(word, word, "", documentation, ContentAssistEntry.KIND_KEYWORD);
    }

    static Proposal value(String text, String detail, String documentation) {
        return new Proposal(text, text, detail, documentation, ContentAssistEntry.KIND_VALUE);
    }

    static Proposal of(String kind, String text, String detail, String documentation) {
        return new Proposal(text, text, detail, documentation, kind);
    }

    static Proposal snippet(String label, String detail, String text) {
        String written = PLACEHOLDER.matcher(text).replaceAll("$1").replace("$0", "…");
        return new Proposal(text, label, detail, "```foliot\n" + written + "\n```", ContentAssistEntry.KIND_SNIPPET);
    }
}

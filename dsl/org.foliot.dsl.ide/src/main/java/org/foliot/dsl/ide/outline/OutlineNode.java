package org.foliot.dsl.ide.outline;

import java.util.List;
import org.eclipse.xtext.util.ITextRegion;

/**
 * An entry of an outline.
 *
 * @param kind what it is, which decides its picture
 * @param name what it is called
 * @param detail its value, may be empty
 * @param region all of it
 * @param nameRegion its name, inside of it
 * @param children what is in it, in the order of the text
 */
public record OutlineNode(
        Kind kind, String name, String detail, ITextRegion region, ITextRegion nameRegion, List<OutlineNode> children) {
    public OutlineNode {
        children = List.copyOf(children);
    }

    /** What an entry can be. */
    public enum Kind {
        SCENARIO,
        IMPORT,
        PARAMETER,
        KERNEL,
        ERRATUM,
        HOST,
        GUEST,
        GROUP,
        TASK,
        PROCESS,
        REGION,
        EXTENSION,
        PROPERTY,
        TIMELINE,
        EVENT,
        EXPECTATIONS,
        EXPECTATION,
        STUDY
    }
}

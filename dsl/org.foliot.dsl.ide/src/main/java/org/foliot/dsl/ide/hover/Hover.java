package org.foliot.dsl.ide.hover;

import org.eclipse.xtext.util.ITextRegion;

/**
 * What there is to say about a place.
 *
 * @param region what it is about
 * @param markdown the text
 */
public record Hover(ITextRegion region, String markdown) {}

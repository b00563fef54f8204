package org.foliot.ui.results;

/**
 * Something that a run says about a line.
 *
 * @param line from 1
 * @param text a few words
 * @param failure whether it is about an expectation that was not met
 */
record Note(int line, String text, boolean failure) {}

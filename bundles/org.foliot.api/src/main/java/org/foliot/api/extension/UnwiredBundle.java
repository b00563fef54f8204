package org.foliot.api.extension;

/**
 * Something that was put into the plug-in folder and adds nothing.
 *
 * @param name the file or bundle as its owner knows it
 * @param reason what is wrong and what to change, in one sentence
 */
public record UnwiredBundle(String name, String reason) {}

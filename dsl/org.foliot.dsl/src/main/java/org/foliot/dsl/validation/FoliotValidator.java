package org.foliot.dsl.validation;

/** Refuses scenarios that parse and link but make no sense. */
public class FoliotValidator extends AbstractFoliotValidator {}

/** Wizards that start a project or a scenario. */
package org.foliot.ui.wizard;

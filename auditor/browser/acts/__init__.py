"""What a step does on the page: one function per action, from intents to exact acts."""

export function rulePagesAsJson(): Promise<string>;
